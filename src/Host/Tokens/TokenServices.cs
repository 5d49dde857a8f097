using OrleansScheduler.ApiServer.Authentication;
using OrleansScheduler.ApiServer.ServiceAccountTokens;

namespace OrleansScheduler.Host.Tokens;

/// <summary>Registers what makes and checks bearer tokens.</summary>
internal static class TokenServices
{
    public static IServiceCollection AddTokens(this IServiceCollection services, TokenIssuer issuer) => services
        .AddSingleton(issuer)
        .AddSingleton<ServiceAccountIdentities>()
        .AddSingleton<ITokenAuthenticator, TokenAuthenticator>()
        .AddSingleton<IServiceAccountTokenSigner, ServiceAccountTokenSigner>();
}
