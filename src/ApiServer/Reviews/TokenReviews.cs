using k8s.Models;
using OrleansScheduler.ApiServer.Authentication;
using OrleansScheduler.ApiServer.Bodies;
using OrleansScheduler.ApiServer.Routing;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.ApiServer.Reviews;

/// <summary>Whose token is this?</summary>
internal sealed class TokenReviews(TokenAuthentication tokens) : VirtualResource
{
    public override GroupVersionKind Kind { get; } = new("authentication.k8s.io", "v1", "TokenReview");

    public override string Plural => "tokenreviews";

    public override async Task CreateAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var review = (V1TokenReview)await ObjectDecoder.ReadAsync(request, Kind, cancellationToken);
        if (string.IsNullOrEmpty(review.Spec?.Token))
        {
            throw StatusErrors.BadRequest("token is required for TokenReview in authentication");
        }

        review.Metadata ??= new V1ObjectMeta();
        review.Status = await ReviewAsync(review.Spec.Token, cancellationToken);
        await ReviewSender.SendAsync(request, review, Kind, cancellationToken);
    }

    private async Task<V1TokenReviewStatus> ReviewAsync(string token, CancellationToken cancellationToken)
    {
        var user = await tokens.AuthenticateAsync(token, cancellationToken);
        return user is null
            ? new V1TokenReviewStatus { User = new V1UserInfo(), Error = "invalid bearer token" }
            : new V1TokenReviewStatus
            {
                Authenticated = true,
                User = new V1UserInfo { Username = user.Name, Groups = [.. user.Groups] },
            };
    }
}
