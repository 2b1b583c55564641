package dev.kirooperator.guard;

import dev.kirooperator.api.v1alpha1.Reason;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Groups that no manifest may touch, whatever the tenancy rules say: names that start with {@code AWS} (AWS creates and reserves
 * such groups, for example {@code AWSControlTowerAdmins}), {@code Administrator}, which AWS reserves too (a group without a display
 * name has its object's, which no schema checks), and patterns that an administrator lists.
 *
 * @param patterns regular expressions on the whole display name, in Unicode's form NFKC
 */
public record ProtectedNames(List<Pattern> patterns) {

    public ProtectedNames {
        patterns = List.copyOf(patterns);
    }

    /** Makes sure that the group is not one of AWS's or the administrator's own, nor looks like one by its width of letters. */
    public Optional<Verdict> check(String groupDisplayName) {
        String name = Normalizer.normalize(groupDisplayName, Normalizer.Form.NFKC);
        boolean isProtected = name.toUpperCase(Locale.ROOT).startsWith("AWS")
                || name.equalsIgnoreCase("Administrator")
                || patterns.stream().anyMatch(p -> p.matcher(name).matches());
        return isProtected
                ? Optional.of(
                        new Verdict(
                                Reason.TARGET_NOT_ALLOWED,
                                "The group name \"" + groupDisplayName
                                        + "\" is protected: names that start with AWS, Administrator and the names "
                                        + "that an administrator lists are never managed. Choose another spec.group.displayName"))
                : Optional.empty();
    }
}
