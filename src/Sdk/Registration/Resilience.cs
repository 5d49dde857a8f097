using System.Net;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace OrleansScheduler.Sdk.Registration;

/// <summary>
/// Which calls are made again. Reads are, after any transient failure. Writes are only when the server says so by a
/// <c>Retry-After</c>: it did nothing then, while after a lost answer a second try could do the thing twice.
/// </summary>
internal static class Resilience
{
    private static readonly TimeSpan AttemptLongest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan CallLongest = TimeSpan.FromSeconds(90);
    private const double BrokenRatio = 0.5;

    public static void Configure(HttpStandardResilienceOptions options)
    {
        options.AttemptTimeout.Timeout = AttemptLongest;
        options.TotalRequestTimeout.Timeout = CallLongest;
        options.CircuitBreaker.SamplingDuration = AttemptLongest * 2;
        options.CircuitBreaker.FailureRatio = BrokenRatio;
        options.Retry.ShouldHandle = static attempt => ValueTask.FromResult(MayRepeat(attempt.Outcome, IsRead(attempt.Context)));
    }

    internal static bool MayRepeat(Outcome<HttpResponseMessage> outcome, bool isRead) =>
        (outcome.Result is { } answer && IsRefusedForNow(answer))
        || (isRead && HttpClientResiliencePredicates.IsTransient(outcome));

    private static bool IsRefusedForNow(HttpResponseMessage answer) =>
        answer.Headers.RetryAfter is not null
        && answer.StatusCode is (HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError);

    private static bool IsRead(ResilienceContext context) =>
        context.GetRequestMessage() is { } request && request.Method == HttpMethod.Get;
}
