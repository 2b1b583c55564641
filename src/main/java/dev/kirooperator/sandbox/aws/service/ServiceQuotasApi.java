package dev.kirooperator.sandbox.aws.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kirooperator.sandbox.aws.world.ApiException;
import dev.kirooperator.sandbox.aws.world.World;
import java.util.Map;

/** Service Quotas with the one quota that Kiro has: the cap on overage, which only goes up. A request is approved at once. */
final class ServiceQuotasApi {
    private static final String SERVICE_CODE = "kiro";
    private static final String QUOTA_CODE = "L-75434B0B";
    private static final String QUOTA_NAME = "Maximum allowed overage per Kiro profile";

    private static final double MAX_VALUE = 1e10;

    private final World world;

    ServiceQuotasApi(World world) {
        this.world = world;
    }

    Service service() {
        return Service.of(
                "servicequotas",
                "ServiceQuotasV20190624",
                "servicequotas",
                Dialect.SERVICE_QUOTAS,
                Map.of(
                        "GetServiceQuota", this::get,
                        "GetAWSDefaultServiceQuota", this::getDefault,
                        "RequestServiceQuotaIncrease", this::increase));
    }

    private ObjectNode get(Caller caller, Input in) {
        check(in);
        return quota(caller, world.overageCap());
    }

    private ObjectNode getDefault(Caller caller, Input in) {
        check(in);
        return quota(caller, World.DEFAULT_OVERAGE_CAP);
    }

    private ObjectNode increase(Caller caller, Input in) {
        check(in);
        double wanted = in.requiredNumber("DesiredValue", MAX_VALUE);
        if (wanted <= world.overageCap()) {
            throw new ApiException(
                    400,
                    "IllegalArgumentException",
                    "The desired value " + wanted + " must be above the current one, " + world.overageCap() + ".",
                    Map.of());
        }
        world.setOverageCap(wanted);
        ObjectNode answer = Json.object();
        double now = Json.seconds(world.now());
        answer.putObject("RequestedQuota")
                .put("Id", world.ids().hex(32))
                .put("ServiceCode", SERVICE_CODE)
                .put("ServiceName", "Kiro")
                .put("QuotaCode", QUOTA_CODE)
                .put("QuotaName", QUOTA_NAME)
                .put("DesiredValue", wanted)
                .put("Status", "APPROVED")
                .put("Created", now)
                .put("LastUpdated", now)
                .put("Requester", caller.arn())
                .put("QuotaArn", arn(caller))
                .put("GlobalQuota", false)
                .put("Unit", "None");
        return answer;
    }

    private static void check(Input in) {
        String service = in.required("ServiceCode", Rule.ANY);
        String quota = in.required("QuotaCode", Rule.ANY);
        if (!service.equals(SERVICE_CODE) || !quota.equals(QUOTA_CODE)) {
            throw new ApiException(
                    400,
                    "NoSuchResourceException",
                    "The quota " + quota + " of service " + service + " does not exist.",
                    Map.of());
        }
    }

    private ObjectNode quota(Caller caller, double value) {
        ObjectNode answer = Json.object();
        answer.putObject("Quota")
                .put("ServiceCode", SERVICE_CODE)
                .put("ServiceName", "Kiro")
                .put("QuotaArn", arn(caller))
                .put("QuotaCode", QUOTA_CODE)
                .put("QuotaName", QUOTA_NAME)
                .put("Value", value)
                .put("Unit", "None")
                .put("Adjustable", true)
                .put("GlobalQuota", false);
        return answer;
    }

    private String arn(Caller caller) {
        return "arn:aws:servicequotas:" + caller.region() + ":" + world.account() + ":" + SERVICE_CODE + "/"
                + QUOTA_CODE;
    }
}
