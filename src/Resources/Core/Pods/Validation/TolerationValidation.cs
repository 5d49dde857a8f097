using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Pods.Validation;

/// <summary>Tolerations of taints.</summary>
internal static class TolerationValidation
{
    private static readonly string[] Effects = ["NoSchedule", "PreferNoSchedule", "NoExecute"];
    private static readonly string[] Operators = ["Equal", "Exists"];

    public static void Validate(IList<V1Toleration>? tolerations, FieldPath path, FieldErrors errors)
    {
        foreach (var (index, toleration) in (tolerations ?? []).Index())
        {
            Validate(toleration, path.Index(index), errors);
        }
    }

    /// <summary>Existing tolerations stay, only their time may change.</summary>
    public static void ValidateOnlyAdded(
        IList<V1Toleration>? tolerations, IList<V1Toleration>? old, FieldPath path, FieldErrors errors)
    {
        if ((old ?? []).Any(existing => !(tolerations ?? []).Any(toleration => IsSame(toleration, existing))))
        {
            errors.Forbidden(path, "existing toleration can not be modified except its tolerationSeconds");
            return;
        }

        Validate(tolerations, path, errors);
    }

    private static void Validate(V1Toleration toleration, FieldPath path, FieldErrors errors)
    {
        var (key, comparison) = (toleration.Key ?? "", toleration.OperatorProperty ?? "");
        var (value, effect) = (toleration.Value ?? "", toleration.Effect ?? "");
        if (key.Length > 0)
        {
            errors.Invalid(path.Child("key"), key, NameSyntax.QualifiedName(key));
        }
        else if (comparison != "Exists")
        {
            errors.Invalid(
                path.Child("operator"),
                comparison,
                "operator must be Exists when `key` is empty, which means \"match all values and all keys\"");
        }

        if (toleration.TolerationSeconds is not null && effect != "NoExecute")
        {
            errors.Invalid(path.Child("effect"), effect, "effect must be 'NoExecute' when `tolerationSeconds` is set");
        }

        ValidateOperator(comparison, value, path.Child("operator"), errors);
        if (effect.Length > 0 && !Effects.Contains(effect))
        {
            errors.NotSupported(path.Child("effect"), effect, Effects);
        }
    }

    private static void ValidateOperator(string comparison, string value, FieldPath path, FieldErrors errors)
    {
        switch (comparison)
        {
            case "Equal" or "":
                if (NameSyntax.LabelValue(value) is { Count: > 0 } problems)
                {
                    errors.Invalid(path, value, string.Join(";", problems));
                }

                break;
            case "Exists":
                if (value.Length > 0)
                {
                    errors.Invalid(path, value, "value must be empty when `operator` is 'Exists'");
                }

                break;
            default:
                errors.NotSupported(path, comparison, Operators);
                break;
        }
    }

    private static bool IsSame(V1Toleration left, V1Toleration right) =>
        (left.Key ?? "") == (right.Key ?? "")
        && (left.OperatorProperty ?? "") == (right.OperatorProperty ?? "")
        && (left.Value ?? "") == (right.Value ?? "")
        && (left.Effect ?? "") == (right.Effect ?? "");
}
