using k8s.Models;
using OrleansScheduler.ApiServer.Authorization;
using OrleansScheduler.ApiServer.Bodies;
using OrleansScheduler.ApiServer.Routing;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.ApiServer.Reviews;

/// <summary><c>kubectl auth can-i --list</c>: what may I do?</summary>
internal sealed class SelfSubjectRulesReviews : VirtualResource
{
    public override GroupVersionKind Kind { get; } = new("authorization.k8s.io", "v1", "SelfSubjectRulesReview");

    public override string Plural => "selfsubjectrulesreviews";

    public override async Task CreateAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var review = (V1SelfSubjectRulesReview)await ObjectDecoder.ReadAsync(request, Kind, cancellationToken);
        if (string.IsNullOrEmpty(review.Spec?.NamespaceProperty))
        {
            throw StatusErrors.BadRequest("no namespace on request");
        }

        review.Metadata ??= new V1ObjectMeta();
        review.Status = BuiltInRules.Of(request.User);
        await ReviewSender.SendAsync(request, review, Kind, cancellationToken);
    }
}
