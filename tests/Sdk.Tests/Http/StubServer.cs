using System.Net;
using System.Text;

namespace OrleansScheduler.Sdk.Tests.Http;

/// <summary>Answers requests in order by what the test enqueued, and keeps what was asked.</summary>
internal sealed class StubServer : HttpMessageHandler
{
    private readonly Queue<Func<HttpResponseMessage>> answers = new();

    public List<string> Requests { get; } = [];

    public StubServer Answer(HttpStatusCode status, string json, TimeSpan? retryAfter = null)
    {
        answers.Enqueue(() =>
        {
            var response = new HttpResponseMessage(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
            response.Headers.RetryAfter = retryAfter is { } delay ? new(delay) : null;
            return response;
        });
        return this;
    }

    public StubServer Fail()
    {
        answers.Enqueue(() => throw new HttpRequestException("The connection was refused."));
        return this;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Add($"{request.Method} {request.RequestUri?.PathAndQuery} {request.Headers.Authorization}");
        return Task.FromResult(answers.Dequeue()());
    }
}
