using System.Net.Http.Headers;
using OrleansScheduler.Host.Pki;
using OrleansScheduler.Host.Tokens;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.Host.Joining;

/// <summary>
/// How a machine becomes a node: anyone may read the cluster's CA, and the holder of a join token gets a node's credentials for it.
/// A token for any node is refused the name of a Node there is, so it cannot take over another machine's place.
/// </summary>
internal static class JoinEndpoints
{
    public const string CaPath = "/bootstrap/ca";
    public const string NodesPath = "/bootstrap/nodes/";

    public static readonly TimeSpan NodeTokenLifetime = TimeSpan.FromDays(365);

    public static void MapJoining(this WebApplication application, ClusterCertificates certificates)
    {
        application.MapGet(CaPath, () => Results.Text(certificates.CaPem));
        application.MapPost(NodesPath + "{name}", JoinAsync);
    }

    private static async Task<IResult> JoinAsync(
        HttpContext http, string name, TokenIssuer tokens, IResourceStore store, CancellationToken cancellationToken)
    {
        var claims = tokens.Verify(AuthenticationHeaderValue.Parse(http.Request.Headers.Authorization.ToString()).Parameter ?? "");
        var allowed = claims is null ? null : ClusterIdentities.NodeToJoinAs(claims.Sub);
        if (allowed is null ? await IsTakenAsync(store, name, cancellationToken) : allowed != name)
        {
            return Results.Text(
                allowed is null
                    ? $"There is a node '{name}': delete it, or make a token for it with 'token create --node {name}'."
                    : $"The token is for the node '{allowed}'.",
                statusCode: StatusCodes.Status409Conflict);
        }

        return Results.Ok(new NodeCredential(tokens.Issue(ClusterIdentities.Node(name), NodeTokenLifetime)));
    }

    private static async Task<bool> IsTakenAsync(IResourceStore store, string name, CancellationToken cancellationToken) =>
        await store.GetAsync("nodes", new ObjectKey("", name), ReadConsistency.MostRecent, cancellationToken) is not null;
}
