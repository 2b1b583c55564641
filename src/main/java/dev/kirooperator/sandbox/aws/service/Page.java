package dev.kirooperator.sandbox.aws.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kirooperator.sandbox.aws.world.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.zip.CRC32;

/**
 * One page of a list. A token names the operation, what was asked, the number of the page it leads to, and the last element seen, so that elements that come
 * or go between two pages make none of the others appear twice or not at all. A token that this operation did not make is a ValidationException.
 */
public record Page<T>(List<T> items, Optional<String> nextToken) {
    private static final String SEPARATOR = "|";

    /** How the members of a list operation are called, and its largest page. */
    record Style(String size, String token, int maxSize) {
        static final Style AWS = new Style("MaxResults", "NextToken", 100);
        static final Style KIRO = new Style("maxResults", "nextToken", 1000);
    }

    static <T> Page<T> of(
            String operation, String question, Input in, Style style, List<T> all, ToLongFunction<T> sequence) {
        int size = in.pageSize(style.size(), style.maxSize());
        Optional<String> token = in.text(style.token(), Rule.ANY);
        String query = operation + SEPARATOR + checksum(question);
        Position from = token.map(text -> position(style, text, query)).orElse(new Position(1, 0));
        List<T> rest = all.stream()
                .filter(item -> sequence.applyAsLong(item) > from.after())
                .sorted(Comparator.comparingLong(sequence))
                .toList();
        if (rest.size() <= size) {
            return new Page<>(rest, Optional.empty());
        }
        List<T> items = List.copyOf(rest.subList(0, size));
        Position next = new Position(from.page() + 1, sequence.applyAsLong(items.get(size - 1)));
        return new Page<>(items, Optional.of(encode(query, next)));
    }

    /** The number of the page that this request asks for; 1 without a token, or with one that is not ours. */
    public static int number(ObjectNode request) {
        String token =
                request.path("NextToken").asText(request.path("nextToken").asText(""));
        return decode(token).map(fields -> Integer.parseInt(fields[2])).orElse(1);
    }

    ObjectNode write(String listMember, Style style, Function<T, ObjectNode> writer) {
        ObjectNode answer = Json.object();
        answer.putArray(listMember).addAll(items.stream().map(writer).toList());
        nextToken.ifPresent(token -> answer.put(style.token(), token));
        return answer;
    }

    private record Position(int page, long after) {}

    private static Position position(Style style, String token, String query) {
        String[] fields = decode(token)
                .filter(found -> query.equals(found[0] + SEPARATOR + found[1]))
                .orElseThrow(() -> ApiException.validation(
                        "The value of " + style.token() + " is not a token that this request led to."));
        return new Position(Integer.parseInt(fields[2]), Long.parseLong(fields[3]));
    }

    private static String encode(String query, Position position) {
        String text = query + SEPARATOR + position.page() + SEPARATOR + position.after();
        String signed = text + SEPARATOR + checksum(text);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signed.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String[]> decode(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            int end = text.lastIndexOf(SEPARATOR);
            if (end < 0 || !text.substring(end + 1).equals(checksum(text.substring(0, end)))) {
                return Optional.empty();
            }
            return Optional.of(text.substring(0, end).split("\\|", -1));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue());
    }
}
