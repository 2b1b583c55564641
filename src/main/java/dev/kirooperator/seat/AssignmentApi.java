package dev.kirooperator.seat;

import dev.kirooperator.api.v1alpha1.AssignmentGeneration;
import dev.kirooperator.api.v1alpha1.Plan;

/** The three assignment operations, on one of AWS's generations of them. */
interface AssignmentApi {

    /** Which generation answers. */
    AssignmentGeneration generation();

    void create(Principal principal, Plan plan);

    void update(Principal principal, Plan plan);

    void delete(Principal principal);
}
