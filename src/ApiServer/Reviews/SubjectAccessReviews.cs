using k8s.Models;
using OrleansScheduler.ApiServer.Bodies;
using OrleansScheduler.ApiServer.Routing;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Registry;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.ApiServer.Reviews;

/// <summary>May that user do this?</summary>
internal sealed class SubjectAccessReviews(AccessReviewer reviewer) : VirtualResource
{
    public override GroupVersionKind Kind { get; } = new("authorization.k8s.io", "v1", "SubjectAccessReview");

    public override string Plural => "subjectaccessreviews";

    public override async Task CreateAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var review = (V1SubjectAccessReview)await ObjectDecoder.ReadAsync(request, Kind, cancellationToken);
        review.Metadata ??= new V1ObjectMeta();
        review.Status = await ReviewAsync(reviewer, Kind.Kind, review.Spec, cancellationToken);
        await ReviewSender.SendAsync(request, review, Kind, cancellationToken);
    }

    public static Task<V1SubjectAccessReviewStatus> ReviewAsync(
        AccessReviewer reviewer, string kind, V1SubjectAccessReviewSpec? spec, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var groups = spec?.Groups ?? [];
        if (string.IsNullOrEmpty(spec?.User) && groups.Count == 0)
        {
            errors.Invalid(FieldPath.Of("spec").Child("user"), "", "at least one of user or group must be specified");
        }

        AccessReviewer.EnsureOneSubject(kind, spec?.ResourceAttributes, spec?.NonResourceAttributes, errors);
        return reviewer.ReviewAsync(
            new UserIdentity(spec?.User ?? "", [.. groups]),
            spec?.ResourceAttributes,
            spec?.NonResourceAttributes,
            cancellationToken);
    }
}
