namespace OrleansScheduler.ApiServer.Authentication;

/// <summary>The audience of tokens that are made for this API server; issuer of service-account tokens too.</summary>
public static class ApiAudience
{
    public const string Default = "https://kubernetes.default.svc";
}
