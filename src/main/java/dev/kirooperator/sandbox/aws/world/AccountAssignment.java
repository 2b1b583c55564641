package dev.kirooperator.sandbox.aws.world;

/** A permission set of an AWS account given to a principal; only a seed makes one. */
public record AccountAssignment(Principal principal, long sequence, String account, String permissionSetArn) {}
