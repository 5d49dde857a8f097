using System.Security.Cryptography.X509Certificates;
using k8s;
using OrleansScheduler.NodeAgent.Runtime;

namespace OrleansScheduler.NodeAgent;

/// <summary>Settings of one node agent.</summary>
public sealed class NodeAgentOptions
{
    /// <summary>The name of the Node; the machine's name by default.</summary>
    public string NodeName { get; set; } = Environment.MachineName.ToLowerInvariant();

    /// <summary>Where the agent keeps containers, volumes and logs. Two agents must not share one.</summary>
    public string DataDirectory { get; set; } = "";

    /// <summary>How to reach the API server; asked when the agent starts, and again until it answers.</summary>
    public Func<KubernetesClientConfiguration> Client { get; set; } =
        () => KubernetesClientConfiguration.BuildConfigFromConfigFile(Environment.GetEnvironmentVariable("KUBECONFIG"));

    /// <summary>The CA of the client certificates that may read logs; without it nobody may.</summary>
    public Func<X509Certificate2?> ClientCertificateAuthority { get; set; } = () => null;

    /// <summary>How pods' processes are run; by default as well supervised as the machine allows.</summary>
    public ProcessMode ProcessMode { get; set; }

    /// <summary>The address of this machine that the API server and other pods use.</summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>The port of the log endpoint; 0 takes a free one.</summary>
    public int Port { get; set; }

    /// <summary>Capacity by resource name in place of what the machine has, such as <c>cpu: 4</c>.</summary>
    public IDictionary<string, string> Capacity { get; } = new Dictionary<string, string>();

    /// <summary>Further labels of the Node.</summary>
    public IDictionary<string, string> Labels { get; } = new Dictionary<string, string>();

    /// <summary>Variables of the agent that containers inherit, for want of an image that sets them.</summary>
    public IList<string> InheritedEnvironment { get; } = ["PATH", "HOME", "LANG", "TZ", "DOTNET_ROOT", "SystemRoot", "TEMP"];

    /// <summary>How often the node's lease is renewed.</summary>
    public TimeSpan LeaseRenewInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often the Node's status is told without a change.</summary>
    public TimeSpan StatusInterval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Ending the agent ends its pods, too, with this grace: for a cluster that will not come back. Null leaves them running
    /// to be found again by the next agent.
    /// </summary>
    public TimeSpan? EndPodsOnStop { get; set; }

    internal void Validate()
    {
        if (string.IsNullOrWhiteSpace(NodeName) || string.IsNullOrWhiteSpace(DataDirectory))
        {
            throw new InvalidOperationException("A node agent needs a NodeName and a DataDirectory.");
        }
    }
}
