using k8s.Models;
using OrleansScheduler.ApiServer.Authentication;
using OrleansScheduler.ApiServer.Bodies;
using OrleansScheduler.ApiServer.Routing;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Status;
using OrleansScheduler.Resources.Validation;

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
        review.Status = await ReviewAsync(review.Spec, cancellationToken);
        await ReviewSender.SendAsync(request, review, Kind, cancellationToken);
    }

    private async Task<V1TokenReviewStatus> ReviewAsync(V1TokenReviewSpec spec, CancellationToken cancellationToken)
    {
        if (await tokens.FindAsync(spec.Token, cancellationToken) is not { } token)
        {
            return Refused("invalid bearer token");
        }

        IList<string> wanted = spec.Audiences is { Count: > 0 } asked ? asked : [ApiAudience.Default];
        var audiences = token.Audiences.Intersect(wanted).ToList();
        return audiences.Count == 0
            ? Refused($"invalid bearer token, token audiences {GoList(token.Audiences)} is invalid for the target audiences {GoList(wanted)}")
            : new V1TokenReviewStatus
            {
                Authenticated = true, Audiences = audiences, User = ReviewedUser.Of(token.User),
            };
    }

    private static V1TokenReviewStatus Refused(string error) => new() { User = new V1UserInfo(), Error = error };

    private static string GoList(IEnumerable<string> values) => $"[{string.Join(' ', values.Select(FieldValueText.Quote))}]";
}
