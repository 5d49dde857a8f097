using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansScheduler.ApiServer.Negotiation;
using OrleansScheduler.ApiServer.Routing;

namespace OrleansScheduler.ApiServer.Discovery;

/// <summary>Answers <c>/api</c>, <c>/apis</c> and what is below them up to the group version.</summary>
internal sealed class DiscoveryEndpoints(DiscoveryCatalog catalog)
{
    private const string AggregatedGroup = "apidiscovery.k8s.io";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api", CoreAsync);
        routes.MapGet("/apis", GroupsAsync);
        routes.MapGet("/apis/{group}", GroupAsync);
        routes.MapGet("/api/{version}", (HttpContext http, string version) => VersionAsync(http, "", version));
        routes.MapGet(
            "/apis/{group}/{version}",
            (HttpContext http, string group, string version) => VersionAsync(http, group, version));
    }

    private Task CoreAsync(HttpContext http)
    {
        var core = catalog.Groups.Where(group => group.Name.Length == 0).ToArray();
        return SendAsync(
            http, core, () => LegacyDiscovery.EncodeVersions(core.SelectMany(g => g.Versions), http.Request.Host.Value ?? ""));
    }

    private Task GroupsAsync(HttpContext http)
    {
        var named = catalog.Groups.Where(group => group.Name.Length > 0).ToArray();
        return SendAsync(http, named, () => LegacyDiscovery.EncodeGroups(named));
    }

    private Task GroupAsync(HttpContext http, string group)
    {
        var found = catalog.Groups.FirstOrDefault(g => g.Name == group);
        return found is null ? PageNotFound.AnswerAsync(http) : SendJsonAsync(http, LegacyDiscovery.EncodeGroup(found));
    }

    private Task VersionAsync(HttpContext http, string group, string version)
    {
        var found = catalog.Find(group, version);
        return found is null ? PageNotFound.AnswerAsync(http) : SendJsonAsync(http, LegacyDiscovery.EncodeResources(found));
    }

    private static Task SendAsync(HttpContext http, IEnumerable<DiscoveryGroup> groups, Func<byte[]> legacy)
    {
        http.Response.Headers.Vary = "Accept";
        var version = AcceptClause.Parse(http.Request.Headers.Accept.ToString())
            .Select(AggregatedVersion)
            .FirstOrDefault(v => v is not null);
        if (version is null or "")
        {
            return SendJsonAsync(http, legacy());
        }

        var body = AggregatedDiscovery.Encode(groups, version);
        var tag = $"\"{Convert.ToHexString(SHA256.HashData(body))}\"";
        http.Response.Headers.ETag = tag;
        if (http.Request.Headers.IfNoneMatch.ToString() == tag)
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        return SendAsync(http, body, $"application/json;g={AggregatedGroup};v={version};as=APIGroupDiscoveryList");
    }

    // v2 or v2beta1 for the aggregated form, empty for the older one, null for what is not JSON.
    private static string? AggregatedVersion(AcceptClause clause)
    {
        if (clause.MediaType is not ("application/json" or "application/*" or "*/*"))
        {
            return null;
        }

        var parameters = clause.Parameters;
        if (!parameters.ContainsKey("as"))
        {
            return "";
        }

        var isAggregated = parameters.GetValueOrDefault("g") == AggregatedGroup
            && parameters["as"] == "APIGroupDiscoveryList"
            && parameters.GetValueOrDefault("v") is "v2" or "v2beta1";
        return isAggregated ? parameters["v"] : null;
    }

    private static Task SendJsonAsync(HttpContext http, byte[] body) => SendAsync(http, body, "application/json");

    private static async Task SendAsync(HttpContext http, byte[] body, string contentType)
    {
        http.Response.ContentType = contentType;
        http.Response.ContentLength = body.Length;
        await http.Response.BodyWriter.WriteAsync(body, http.RequestAborted);
    }
}
