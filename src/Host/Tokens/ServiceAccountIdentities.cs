using k8s;
using k8s.Models;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Registry;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.Host.Tokens;

/// <summary>Who the holder of a service account's token is, as long as the account and all it is bound to exist.</summary>
internal sealed class ServiceAccountIdentities(IResourceStore store, TimeProvider time)
{
    private const string ExtraPrefix = "authentication.kubernetes.io/";

    // A pod that is being deleted still needs its token to end well.
    private static readonly TimeSpan DeletionLeeway = TimeSpan.FromSeconds(60);

    public async ValueTask<UserIdentity?> FindAsync(TokenClaims claims, CancellationToken cancellationToken)
    {
        if (claims.ServiceAccount is not { } account)
        {
            return null;
        }

        var isValid =
            await ExistsAsync<V1ServiceAccount>("serviceaccounts", account.Namespace, account.ServiceAccount, cancellationToken)
            && await ExistsAsync<V1Pod>("pods", account.Namespace, account.Pod, cancellationToken)
            && await ExistsAsync<V1Secret>("secrets", account.Namespace, account.Secret, cancellationToken)
            && (account.Pod is not null || await ExistsAsync<V1Node>("nodes", "", account.Node, cancellationToken));
        return isValid ? Identity(claims, account) : null;
    }

    private static UserIdentity Identity(TokenClaims claims, ServiceAccountClaims account)
    {
        var extra = new Dictionary<string, IReadOnlyList<string>>
        {
            [ExtraPrefix + "credential-id"] = [$"JTI={claims.Jti}"],
        };
        Add("node", account.Node);
        Add("pod", account.Pod);
        var name = ServiceAccountTokenSigner.SubjectOf(account.Namespace, account.ServiceAccount.Name);
        return new UserIdentity(name, ["system:serviceaccounts", "system:serviceaccounts:" + account.Namespace])
        {
            Uid = account.ServiceAccount.Uid,
            Extra = extra,
        };

        void Add(string kind, ObjectClaim? claim)
        {
            if (claim is not null)
            {
                extra[$"{ExtraPrefix}{kind}-name"] = [claim.Name];
                extra[$"{ExtraPrefix}{kind}-uid"] = [claim.Uid];
            }
        }
    }

    private async ValueTask<bool> ExistsAsync<T>(
        string resource, string @namespace, ObjectClaim? claim, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        if (claim is null)
        {
            return true;
        }

        var key = new ObjectKey(@namespace, claim.Name);

        // The replica may not know yet an object made a moment ago.
        var stored = await store.GetAsync(resource, key, ReadConsistency.Any, cancellationToken)
            ?? await store.GetAsync(resource, key, ReadConsistency.MostRecent, cancellationToken);
        return stored?.As<T>().Metadata is { } metadata
            && metadata.Uid == claim.Uid
            && !(metadata.DeletionTimestamp + DeletionLeeway < time.GetUtcNow().UtcDateTime);
    }
}
