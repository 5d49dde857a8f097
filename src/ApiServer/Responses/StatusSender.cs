using k8s.Models;
using Microsoft.AspNetCore.Http;
using OrleansScheduler.ApiServer.Errors;
using OrleansScheduler.ApiServer.Negotiation;
using OrleansScheduler.ApiServer.Routing;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ApiServer.Responses;

/// <summary>Answers with a Status that tells of success.</summary>
internal static class StatusSender
{
    public static Task SendDeletedAsync(
        ResourceRequest request, StoredObject deleted, CancellationToken cancellationToken) => SendAsync(
        request,
        StatusCodes.Status200OK,
        new V1Status
        {
            Status = "Success",
            Details = new V1StatusDetails
            {
                Name = deleted.Key.Name,
                Group = request.Kind.Group,
                Kind = request.Kind.Plural,
                Uid = deleted.Head.Uid,
            },
        },
        cancellationToken);

    /// <summary>A POST to a subresource was carried out.</summary>
    public static Task SendCreatedAsync(ApiRequest request, CancellationToken cancellationToken) => SendAsync(
        request,
        StatusCodes.Status201Created,
        new V1Status { Status = "Success", Code = StatusCodes.Status201Created },
        cancellationToken);

    private static Task SendAsync(
        ApiRequest request, int statusCode, V1Status status, CancellationToken cancellationToken) =>
        JsonSender.SendAsync(
            request.Http,
            request.Form with { View = View.Whole },
            statusCode,
            StatusWriter.Encode(status),
            cancellationToken);
}
