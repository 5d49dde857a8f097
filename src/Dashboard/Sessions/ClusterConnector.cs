using k8s;
using OrleansScheduler.Sdk;

namespace OrleansScheduler.Dashboard.Sessions;

/// <summary>Makes clients that act as the owner of a token.</summary>
internal sealed class ClusterConnector(DashboardOptions options, TimeProvider time)
{
    public OrleansSchedulerClient Connect(string token) => new(
        new KubernetesClientConfiguration
        {
            Host = options.Server.AbsoluteUri,
            AccessToken = token,
            SslCaCerts = options.ServerAuthorities,
        },
        time);
}
