package dev.kirooperator.api.crd;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes 100 where the model has the double 100.0, and leaves out the priority 0 that every printer column has anyway. */
final class PlainNumbers {

    private PlainNumbers() {}

    /** A copy of a tree of maps, lists and scalars. */
    static Object in(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, child) -> {
                if (!key.equals("priority") || !Integer.valueOf(0).equals(child)) {
                    copy.put(key, in(child));
                }
            });
            return copy;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(PlainNumbers::in).toList();
        }
        if (value instanceof Double number && number == Math.rint(number)) {
            return number.longValue();
        }
        return value;
    }
}
