using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Coordination.Leases;

/// <summary>What a lease may say.</summary>
internal static class LeaseValidation
{
    private static readonly FieldPath Spec = FieldPath.Of("spec");

    public static FieldErrors Validate(V1Lease lease)
    {
        var errors = new FieldErrors();
        ObjectMetaValidation.Validate(lease.Metadata, isNamespaced: true, NameRules.DnsSubdomain, errors);
        ValidateSpec(lease.Spec, errors);
        return errors;
    }

    public static FieldErrors ValidateUpdate(V1Lease lease, V1Lease old)
    {
        var errors = new FieldErrors();
        ObjectMetaValidation.ValidateUpdate(lease.Metadata, old.Metadata, errors);
        ValidateSpec(lease.Spec, errors);
        return errors;
    }

    private static void ValidateSpec(V1LeaseSpec spec, FieldErrors errors)
    {
        if (spec.LeaseDurationSeconds <= 0)
        {
            errors.Invalid(Spec.Child("leaseDurationSeconds"), spec.LeaseDurationSeconds, "must be greater than 0");
        }

        if (spec.LeaseTransitions < 0)
        {
            errors.Invalid(Spec.Child("leaseTransitions"), spec.LeaseTransitions, "must be greater than or equal to 0");
        }
    }
}
