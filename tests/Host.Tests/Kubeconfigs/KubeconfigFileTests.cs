using System.Text;
using k8s;
using OrleansScheduler.Host.Kubeconfigs;

namespace OrleansScheduler.Host.Tests.Kubeconfigs;

public sealed class KubeconfigFileTests
{
    [Fact]
    public void Render_IsReadByTheOfficialClient()
    {
        var text = KubeconfigFile.Render("https://127.0.0.1:6443", "PEM\n", "a.b.c");
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));

        var config = KubernetesClientConfiguration.LoadKubeConfig(stream);

        var cluster = Assert.Single(config.Clusters).ClusterEndpoint;
        Assert.Equal("https://127.0.0.1:6443", cluster.Server);
        Assert.Equal("PEM\n", Encoding.ASCII.GetString(Convert.FromBase64String(cluster.CertificateAuthorityData)));
        Assert.Equal("a.b.c", Assert.Single(config.Users).UserCredentials.Token);
        Assert.Equal("default", Assert.Single(config.Contexts).ContextDetails.Namespace);
    }
}
