using k8s.Models;
using OrleansScheduler.ApiServer.Bodies;
using OrleansScheduler.ApiServer.Routing;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.ApiServer.Reviews;

/// <summary><c>kubectl auth can-i</c>: may I do this?</summary>
internal sealed class SelfSubjectAccessReviews(AccessReviewer reviewer) : VirtualResource
{
    public override GroupVersionKind Kind { get; } = new("authorization.k8s.io", "v1", "SelfSubjectAccessReview");

    public override string Plural => "selfsubjectaccessreviews";

    public override async Task CreateAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var review = (V1SelfSubjectAccessReview)await ObjectDecoder.ReadAsync(request, Kind, cancellationToken);
        review.Metadata ??= new V1ObjectMeta();
        var (resource, path) = (review.Spec?.ResourceAttributes, review.Spec?.NonResourceAttributes);
        AccessReviewer.EnsureOneSubject(Kind.Kind, resource, path, new FieldErrors());
        review.Status = await reviewer.ReviewAsync(request.User, resource, path, cancellationToken);
        await ReviewSender.SendAsync(request, review, Kind, cancellationToken);
    }
}
