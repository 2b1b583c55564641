package dev.kirooperator.launcher;

import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.converge.ExpirySettings;
import dev.kirooperator.converge.Served;
import dev.kirooperator.guard.NamespaceSelector;
import dev.kirooperator.guard.Namespaces;
import dev.kirooperator.guard.TenancyRule;
import dev.kirooperator.seat.PriceCatalogue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** Parses values of the configuration; a bad one is an {@link IllegalArgumentException} that names the key. */
final class ConfigValues {

    private static final Pattern INSTALLATION = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    private ConfigValues() {}

    /** A pattern for group names, in any case: AWS takes names that differ in case only for one. */
    static Pattern pattern(String key, String value) {
        try {
            return Pattern.compile(value, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    key + ": expected a regular expression, found \"" + value + "\": " + e.getDescription(), e);
        }
    }

    static String installation(String value) {
        if (!INSTALLATION.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "kiro.ownership.installation: expected a lower-case DNS label of at most 63 characters, found \""
                            + value + "\"");
        }
        return value;
    }

    static ExpirySettings expiry(Duration warning) {
        if (warning.isNegative()) {
            throw new IllegalArgumentException(
                    "kiro.expiry.warning: expected a duration such as 7d, or 0 for no warning, found " + warning);
        }
        return new ExpirySettings(warning);
    }

    static Duration assignmentsMaxAge(Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(
                    "kiro.guard.account-assignments-max-age: expected a duration such as 1h, or 0 to ask "
                            + "AWS each time, found " + value);
        }
        return value;
    }

    static List<TenancyRule> tenancyRules(KiroConfig.Tenancy tenancy) {
        List<TenancyRule> rules = new ArrayList<>();
        for (KiroConfig.Tenancy.Rule rule : tenancy.rules().orElse(List.of())) {
            String key = "kiro.tenancy.rules[" + rules.size() + "]";
            rules.add(new TenancyRule(
                    namespaces(key, rule),
                    rule.groupNamePattern().map(value -> pattern(key + ".group-name-pattern", value)),
                    rule.plans().orElse(Set.of()).stream()
                            .map(value -> plan(key + ".plans", value))
                            .collect(Collectors.toUnmodifiableSet()),
                    rule.connections().orElse(Set.of()),
                    limit(key + ".max-members", rule.maxMembers()),
                    limit(key + ".max-seats", rule.maxSeats()),
                    rule.adoption()));
        }
        return rules;
    }

    private static Namespaces namespaces(String key, KiroConfig.Tenancy.Rule rule) {
        if (rule.namespaces().isEmpty() && rule.namespaceSelector().isEmpty()) {
            throw new IllegalArgumentException("expected " + key + ".namespaces, " + key
                    + ".namespace-selector or both, found neither. For all namespaces set " + key + ".namespaces=*");
        }
        return new Namespaces(
                rule.namespaces().orElse(Set.of()),
                rule.namespaceSelector().map(value -> selector(key + ".namespace-selector", value)));
    }

    /**
     * Which objects this installation serves.
     *
     * @throws IllegalArgumentException for what is no label selector; names the key
     */
    static Served served(Optional<String> selector) {
        selector.ifPresent(value -> selector("kiro.selector", value));
        return new Served(selector);
    }

    private static NamespaceSelector selector(String key, String value) {
        try {
            return NamespaceSelector.parse(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
        }
    }

    private static OptionalInt limit(String key, OptionalInt value) {
        if (value.isPresent() && value.getAsInt() < 0) {
            throw new IllegalArgumentException(
                    key + ": expected a number from 0, found " + value.getAsInt() + ". Leave it out for no limit");
        }
        return value;
    }

    static Plan plan(String key, String value) {
        return Arrays.stream(Plan.values())
                .filter(plan -> plan.label().equals(value) || plan.name().equals(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(key + ": expected one of "
                        + Arrays.stream(Plan.values()).map(Plan::label).collect(Collectors.joining(", ")) + ", found \""
                        + value + "\""));
    }

    /** A list price in US dollars must not be shown as if it were in another currency. */
    static PriceCatalogue prices(KiroConfig.Prices prices) {
        Map<Plan, BigDecimal> perMonth = perMonth(prices.perMonth());
        Map<Plan, Integer> creditsPerMonth = creditsPerMonth(prices.creditsPerMonth());
        perMonth.forEach((plan, price) -> notNegative("kiro.prices.per-month." + key(plan), price));
        creditsPerMonth.forEach((plan, credits) ->
                notNegative("kiro.prices.credits-per-month." + key(plan), BigDecimal.valueOf(credits)));
        notNegative("kiro.prices.gov-cloud-factor", prices.govCloudFactor());
        PriceCatalogue catalogue =
                new PriceCatalogue(currency(prices.currency()), perMonth, creditsPerMonth, prices.govCloudFactor());
        if (!catalogue.currency().equals(PriceCatalogue.PUBLIC_CURRENCY)
                && !catalogue.atPublicPrice().isEmpty()) {
            throw new IllegalArgumentException("kiro.prices.currency: found \"" + catalogue.currency()
                    + "\", but the list prices are in " + PriceCatalogue.PUBLIC_CURRENCY
                    + ": give a kiro.prices.per-month.* for "
                    + catalogue.atPublicPrice().stream().map(ConfigValues::key).collect(Collectors.joining(", "))
                    + " too");
        }
        return catalogue;
    }

    private static Map<Plan, BigDecimal> perMonth(KiroConfig.PricePerPlan prices) {
        return given(plan -> switch (plan) {
            case PRO -> prices.pro();
            case PRO_PLUS -> prices.proPlus();
            case PRO_MAX -> prices.proMax();
            case POWER -> prices.power();
        });
    }

    private static Map<Plan, Integer> creditsPerMonth(KiroConfig.CreditsPerPlan credits) {
        return given(plan -> switch (plan) {
            case PRO -> credits.pro();
            case PRO_PLUS -> credits.proPlus();
            case PRO_MAX -> credits.proMax();
            case POWER -> credits.power();
        });
    }

    private static <T> Map<Plan, T> given(Function<Plan, Optional<T>> values) {
        Map<Plan, T> given = new EnumMap<>(Plan.class);
        for (Plan plan : Plan.values()) {
            values.apply(plan).ifPresent(value -> given.put(plan, value));
        }
        return given;
    }

    /** The plan's part of a key, as {@code pro-plus}. */
    private static String key(Plan plan) {
        return plan.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String currency(String code) {
        try {
            return Currency.getInstance(code).getCurrencyCode();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "kiro.prices.currency: expected an ISO 4217 code such as USD, found \"" + code + "\"", e);
        }
    }

    private static void notNegative(String key, BigDecimal value) {
        if (value.signum() < 0) {
            throw new IllegalArgumentException(key + ": expected a number from 0, found " + value.toPlainString());
        }
    }
}
