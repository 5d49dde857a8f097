namespace OrleansScheduler.ApiServer.ServiceAccountTokens;

/// <summary>Makes bearer tokens of service accounts; the host provides it with its signing key.</summary>
public interface IServiceAccountTokenSigner
{
    string Sign(ServiceAccountToken token);
}
