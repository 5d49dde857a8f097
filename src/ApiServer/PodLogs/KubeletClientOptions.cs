using System.Security.Cryptography.X509Certificates;

namespace OrleansScheduler.ApiServer.PodLogs;

/// <summary>How node agents are reached.</summary>
public sealed class KubeletClientOptions
{
    /// <summary>What the API server shows to agents, with its private key; the host sets it.</summary>
    public X509Certificate2? ClientCertificate { get; set; }

    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
