using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Pods.Validation;

/// <summary>A container's own restart policy and the rules that go before it.</summary>
internal static class RestartRuleValidation
{
    private const int RulesMax = 20;
    private const int ExitCodesMax = 255;

    private static readonly string[] Policies = ["Always", "Never", "OnFailure"];
    private static readonly string[] Actions = ["Restart", "RestartAllContainers"];
    private static readonly string[] Operators = ["In", "NotIn"];

    public static void Validate(V1Container container, FieldPath path, FieldErrors errors)
    {
        var rules = container.RestartPolicyRules ?? [];
        if (container.RestartPolicy is null && rules.Count > 0)
        {
            errors.Required(
                path.Child("restartPolicy"), "must specify restartPolicy when restart rules are used");
        }
        else if (container.RestartPolicy is not null && !Policies.Contains(container.RestartPolicy))
        {
            errors.NotSupported(path.Child("restartPolicy"), container.RestartPolicy, Policies);
        }

        if (rules.Count > RulesMax)
        {
            errors.TooMany(path.Child("restartPolicyRules"), rules.Count, RulesMax);
        }

        foreach (var (index, rule) in rules.Index())
        {
            Validate(rule, path.Child("restartPolicyRules").Index(index), errors);
        }
    }

    private static void Validate(V1ContainerRestartRule rule, FieldPath path, FieldErrors errors)
    {
        PodSpecValidation.OneOf(rule.Action, Actions, path.Child("action"), errors);
        if (rule.ExitCodes is not { } exitCodes)
        {
            errors.Required(path.Child("exitCodes"), "must be specified");
            return;
        }

        PodSpecValidation.OneOf(exitCodes.OperatorProperty, Operators, path.Child("exitCodes", "operator"), errors);
        if (exitCodes.Values is { Count: > ExitCodesMax } values)
        {
            errors.TooMany(path.Child("exitCodes", "values"), values.Count, ExitCodesMax);
        }
    }
}
