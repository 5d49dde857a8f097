using k8s.Models;
using OrleansScheduler.ApiServer.Bodies;
using OrleansScheduler.ApiServer.Routing;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.ApiServer.Reviews;

/// <summary>May that user do this in the namespace of the path?</summary>
internal sealed class LocalSubjectAccessReviews(AccessReviewer reviewer) : VirtualResource
{
    public override GroupVersionKind Kind { get; } = new("authorization.k8s.io", "v1", "LocalSubjectAccessReview");

    public override string Plural => "localsubjectaccessreviews";

    public override bool IsNamespaced => true;

    public override async Task CreateAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var review = (V1LocalSubjectAccessReview)await ObjectDecoder.ReadAsync(request, Kind, cancellationToken);
        review.Metadata ??= new V1ObjectMeta();
        review.Metadata.NamespaceProperty = request.Info.Namespace;
        var asked = review.Spec?.ResourceAttributes?.NamespaceProperty ?? "";
        if (asked != request.Info.Namespace)
        {
            throw StatusErrors.BadRequest(
                $"spec.resourceAttributes.namespace must match namespace: {request.Info.Namespace}");
        }

        review.Status = await SubjectAccessReviews.ReviewAsync(reviewer, Kind.Kind, review.Spec, cancellationToken);
        await ReviewSender.SendAsync(request, review, Kind, cancellationToken);
    }
}
