using Microsoft.AspNetCore.Http;
using OrleansScheduler.ApiServer.Errors;
using OrleansScheduler.ApiServer.Negotiation;
using OrleansScheduler.ApiServer.Requests;
using OrleansScheduler.ApiServer.Responses;
using OrleansScheduler.ApiServer.Routing;
using OrleansScheduler.Resources.Explanations;
using OrleansScheduler.Resources.Status;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ApiServer.PodExplanations;

/// <summary>
/// GET of <c>pods/NAME/explain</c>: what its scheduler makes of the pod. <c>?node=NAME</c> asks about one node,
/// <c>?limit=N</c> about at most N, 0 for all.
/// </summary>
internal sealed class PodExplainHandler(IResourceStore store, IPodExplainer explainer) : ISubresourceHandler
{
    public string GroupResource => "pods";

    public string Name => "explain";

    public async Task HandleAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        if (request.Form.View != View.Whole)
        {
            throw StatusErrors.NotAcceptable(ApiErrors.MediaTypes);
        }

        var query = Read(request.Query);
        var pod = await store.GetAsync("pods", request.Key, ReadConsistency.MostRecent, cancellationToken)
            ?? throw StatusErrors.NotFound(request.Kind, request.Key.Name);
        var explanation = await explainer.ExplainAsync(pod, query, cancellationToken);
        await JsonSender.SendAsync(
            request.Http, request.Form, StatusCodes.Status200OK, ExplanationJson.Write(explanation), cancellationToken);
    }

    private static ExplanationQuery Read(IQueryCollection query)
    {
        var node = query["node"].ToString();
        var limit = GoNumber.ParseInt(query["limit"]) ?? ExplanationQuery.NodesDefault;
        return limit is < 0 or > int.MaxValue
            ? throw StatusErrors.BadRequest("limit must be a number from 0, which means all nodes")
            : new ExplanationQuery(node.Length > 0 ? node : null, limit == 0 ? int.MaxValue : (int)limit);
    }
}
