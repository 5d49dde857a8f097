using k8s.Models;

namespace OrleansScheduler.NodeAgent.Pods;

/// <summary>
/// Whether a container that ended runs again: by the first of its own rules that fits the exit code, else by its own policy,
/// else by the pod's.
/// </summary>
internal static class RestartRule
{
    public static bool Restarts(V1Container container, int exitCode, string podRestartPolicy) =>
        (container.RestartPolicy is not null && MatchingAction(container, exitCode) == "Restart")
        || (container.RestartPolicy ?? podRestartPolicy) switch
        {
            "Always" => true,
            "OnFailure" => exitCode != 0,
            _ => false,
        };

    /// <summary>Whether some exit code makes the container run again.</summary>
    public static bool CanRestart(V1Container container, string podRestartPolicy) =>
        (container.RestartPolicy is not null && container.RestartPolicyRules is { Count: > 0 })
        || (container.RestartPolicy ?? podRestartPolicy) != "Never";

    private static string? MatchingAction(V1Container container, int exitCode) =>
        container.RestartPolicyRules?.FirstOrDefault(rule => rule.ExitCodes is { } codes && codes.OperatorProperty switch
        {
            "In" => codes.Values?.Contains(exitCode) ?? false,
            "NotIn" => !(codes.Values?.Contains(exitCode) ?? false),
            _ => false,
        })?.Action;
}
