package dev.kirooperator.sandbox.aws.world;

/** A permission set of an AWS account given to a principal; a seed makes one, or the control endpoint. */
public record AccountAssignment(Principal principal, long sequence, String account, String permissionSetArn) {}
