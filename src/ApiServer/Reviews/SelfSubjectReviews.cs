using k8s.Models;
using OrleansScheduler.ApiServer.Bodies;
using OrleansScheduler.ApiServer.Routing;
using OrleansScheduler.Resources;

namespace OrleansScheduler.ApiServer.Reviews;

/// <summary><c>kubectl auth whoami</c>: who does the server take me for?</summary>
internal sealed class SelfSubjectReviews(TimeProvider time) : VirtualResource
{
    public override GroupVersionKind Kind { get; } = new("authentication.k8s.io", "v1", "SelfSubjectReview");

    public override string Plural => "selfsubjectreviews";

    public override async Task CreateAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        await ObjectDecoder.ReadAsync(request, Kind, cancellationToken);
        var review = new V1SelfSubjectReview
        {
            Metadata = new V1ObjectMeta { CreationTimestamp = time.GetUtcNow().UtcDateTime },
            Status = new V1SelfSubjectReviewStatus
            {
                UserInfo = ReviewedUser.Of(request.User),
            },
        };
        await ReviewSender.SendAsync(request, review, Kind, cancellationToken);
    }
}
