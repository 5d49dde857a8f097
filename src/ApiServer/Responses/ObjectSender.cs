using OrleansScheduler.ApiServer.Negotiation;
using OrleansScheduler.ApiServer.Routing;
using OrleansScheduler.ApiServer.Tables;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ApiServer.Responses;

/// <summary>Answers with one object.</summary>
internal sealed class ObjectSender(TableWriter tables)
{
    public Task SendAsync(
        ResourceRequest request, int statusCode, StoredObject stored, CancellationToken cancellationToken)
    {
        if (request.Form.IsPlain && !JsonSender.MayCompress(request.Http, stored.Json.Length))
        {
            return JsonSender.SendAsync(
                request.Http, request.Form, statusCode, request.Kind.WireJson(stored), cancellationToken);
        }

        var json = request.Form.View switch
        {
            View.Whole => request.Kind.WireJson(stored).ToMemory(),
            View.Metadata => PartialMetadata.Encode(request.Kind.WireJson(stored).ToMemory(), request.Form.MetaVersion),
            View.Table => tables.Encode(request, ListHead.Of(stored.Revision), [stored]),
            _ => throw new InvalidOperationException($"There is no view {request.Form.View}."),
        };
        return JsonSender.SendAsync(request.Http, request.Form, statusCode, json, cancellationToken);
    }
}
