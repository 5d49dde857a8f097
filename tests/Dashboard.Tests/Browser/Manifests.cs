using k8s.Models;

namespace OrleansScheduler.Dashboard.Tests.Browser;

/// <summary>The objects the browser tests submit.</summary>
internal static class Manifests
{
    public static V1Job Job(string name, string script, string cpu = "10m") => new()
    {
        Metadata = new() { Name = name },
        Spec = new()
        {
            BackoffLimit = 0,
            Template = new() { Spec = PodSpec(script, cpu) },
        },
    };

    private static V1PodSpec PodSpec(string script, string cpu) => new()
    {
        RestartPolicy = "Never",
        TerminationGracePeriodSeconds = 1,
        Containers =
        [
            new()
            {
                Name = "main",
                Image = "host",
                Command = ["sh", "-c", script],
                Resources = new() { Requests = new Dictionary<string, ResourceQuantity> { ["cpu"] = new(cpu) } },
            },
        ],
    };
}
