using k8s.Models;
using OrleansScheduler.ApiServer.Authentication;
using OrleansScheduler.ApiServer.Bodies;
using OrleansScheduler.ApiServer.Reviews;
using OrleansScheduler.ApiServer.Routing;
using OrleansScheduler.ApiServer.Writes;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Status;
using OrleansScheduler.Resources.Store;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.ApiServer.ServiceAccountTokens;

/// <summary>POST of <c>serviceaccounts/NAME/token</c>: a bearer token of the account that expires.</summary>
internal sealed class TokenRequestHandler(
    IResourceStore store,
    IServiceAccountTokenSigner signer,
    TokenBindings bindings,
    NodeTokenRule nodeRule,
    TimeProvider time) : ISubresourceHandler
{
    private static readonly GroupVersionKind Type = new("authentication.k8s.io", "v1", "TokenRequest");

    public string GroupResource => "serviceaccounts";

    public string Name => "token";

    public async Task HandleAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        WriteRequestOptions.Read(request, "CreateOptions");
        var wanted = (Authenticationv1TokenRequest)await ObjectDecoder.ReadAsync(request, Type, cancellationToken);
        ThrowIfAny(TokenRequestValidation.OfNames(wanted.Metadata, request.Key.Namespace, request.Key.Name), request.Key.Name);
        var account = await FindAccountAsync(request, cancellationToken);
        var spec = Complete(wanted.Spec);
        ThrowIfAny(TokenRequestValidation.OfExpiration(spec.ExpirationSeconds ?? 0), "");
        await nodeRule.EnsureAllowedAsync(request.User, request.Key, wanted.Spec ?? spec, cancellationToken);
        var token = await DescribeAsync(account, spec, cancellationToken);
        await ReviewSender.SendAsync(request, Answer(account, spec, token), Type, cancellationToken);
    }

    private async Task<V1ServiceAccount> FindAccountAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        var stored = await store.GetAsync(
            "serviceaccounts", request.Key, ReadConsistency.MostRecent, cancellationToken);
        return stored?.As<V1ServiceAccount>() ?? throw StatusErrors.NotFound(request.Kind, request.Key.Name);
    }

    private static V1TokenRequestSpec Complete(V1TokenRequestSpec? spec) => new()
    {
        Audiences = spec?.Audiences is { Count: > 0 } given ? given : [ApiAudience.Default],
        ExpirationSeconds = spec?.ExpirationSeconds ?? TokenRequestValidation.ExpirationSecondsDefault,
        BoundObjectRef = spec?.BoundObjectRef,
    };

    private Task<ServiceAccountToken> DescribeAsync(
        V1ServiceAccount account, V1TokenRequestSpec spec, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var token = new ServiceAccountToken
        {
            Namespace = account.Metadata.NamespaceProperty,
            Account = new(account.Metadata.Name, account.Metadata.Uid),
            Audiences = [.. spec.Audiences],
            IssuedAt = now,
            Expires = now.AddSeconds(spec.ExpirationSeconds ?? 0),
        };
        return bindings.BindAsync(token, spec.BoundObjectRef, cancellationToken);
    }

    private Authenticationv1TokenRequest Answer(
        V1ServiceAccount account, V1TokenRequestSpec spec, ServiceAccountToken token) => new()
        {
            Metadata = new V1ObjectMeta
            {
                Name = account.Metadata.Name,
                NamespaceProperty = account.Metadata.NamespaceProperty,
                Uid = account.Metadata.Uid,
                CreationTimestamp = token.IssuedAt.UtcDateTime,
            },
            Spec = spec,
            Status = new V1TokenRequestStatus
            {
                Token = signer.Sign(token), ExpirationTimestamp = token.Expires.UtcDateTime,
            },
        };

    private static void ThrowIfAny(FieldErrors errors, string name)
    {
        if (errors.Count > 0)
        {
            throw StatusErrors.Invalid(Type.Group, Type.Kind, name, errors);
        }
    }
}
