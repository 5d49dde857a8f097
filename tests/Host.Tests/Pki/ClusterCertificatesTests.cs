using System.Security.Cryptography.X509Certificates;
using OrleansScheduler.Host.Pki;

namespace OrleansScheduler.Host.Tests.Pki;

public sealed class ClusterCertificatesTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly string _directory = Directory.CreateTempSubdirectory("certificates-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Open_SecondTime_GivesTheSameCertificates()
    {
        var first = ClusterCertificates.Open(_directory, _directory, [], TimeProvider.System);
        var second = ClusterCertificates.Open(_directory, _directory, [], TimeProvider.System);

        Assert.Equal(first.Ca.Thumbprint, second.Ca.Thumbprint);
        Assert.Equal(first.Server.Thumbprint, second.Server.Thumbprint);
        Assert.True(second.Server.HasPrivateKey);
    }

    [Fact]
    public void Server_ForLoopback_ChainsToTheCa()
    {
        var certificates = ClusterCertificates.Open(_directory, _directory, [], TimeProvider.System);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(certificates.Ca);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;

        Assert.True(chain.Build(certificates.Server));
        Assert.True(certificates.Server.MatchesHostname("127.0.0.1"));
        Assert.True(certificates.Server.MatchesHostname("localhost"));
    }

    [Fact]
    public void Keys_OnDisk_AreTheOwnersOnly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        ClusterCertificates.Open(_directory, _directory, [], TimeProvider.System);

        Assert.All(Directory.GetFiles(_directory, "*.key"), key => Assert.Equal(OwnerOnly, new FileInfo(key).UnixFileMode));
    }
}
