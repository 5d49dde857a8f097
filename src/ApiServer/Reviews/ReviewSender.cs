using k8s;
using Microsoft.AspNetCore.Http;
using OrleansScheduler.ApiServer.Negotiation;
using OrleansScheduler.ApiServer.Responses;
using OrleansScheduler.ApiServer.Routing;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Schema;

namespace OrleansScheduler.ApiServer.Reviews;

/// <summary>Answers with an object that is not stored.</summary>
internal static class ReviewSender
{
    public static Task SendAsync(
        ApiRequest request, IKubernetesObject review, GroupVersionKind type, CancellationToken cancellationToken) =>
        request.Form.View == View.Whole
            ? JsonSender.SendAsync(
                request.Http,
                request.Form,
                StatusCodes.Status201Created,
                ObjectCodec.Encode(review, type),
                cancellationToken)
            : throw Resources.Status.StatusErrors.NotAcceptable(Errors.ApiErrors.MediaTypes);
}
