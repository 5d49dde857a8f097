using System.Diagnostics;
using OrleansScheduler.Sdk.Http;

namespace OrleansScheduler.Sdk.Diagnostics;

/// <summary>Traces and measures one request until its answer begins.</summary>
internal sealed class RequestActivity : IDisposable
{
    private readonly long started;
    private readonly ApiRequest request;
    private readonly TimeProvider time;
    private readonly Activity? activity;
    private string outcome = "canceled";

    public RequestActivity(ApiRequest request, Uri server, TimeProvider time)
    {
        this.request = request;
        this.time = time;
        started = time.GetTimestamp();
        activity = ClientTelemetry.Source.StartActivity($"{request.Verb} {request.Resource}", ActivityKind.Client);
        activity?.SetTag("server.address", server.Host);
        activity?.SetTag("server.port", server.Port);
        activity?.SetTag("http.request.method", request.Method.Method);
        activity?.SetTag("k8s.namespace.name", request.Namespace);
    }

    public void Answered(int status)
    {
        outcome = status.ToString(System.Globalization.CultureInfo.InvariantCulture);
        activity?.SetTag("http.response.status_code", status);
        if (status >= 400)
        {
            activity?.SetTag("error.type", outcome);
            activity?.SetStatus(ActivityStatusCode.Error);
        }
    }

    public void Failed(Exception failure)
    {
        outcome = failure.GetType().Name;
        activity?.SetTag("error.type", failure.GetType().FullName);
        activity?.SetStatus(ActivityStatusCode.Error, failure.Message);
    }

    public void Dispose()
    {
        ClientTelemetry.RequestDuration.Record(
            time.GetElapsedTime(started).TotalSeconds,
            new("verb", request.Verb),
            new("resource", request.Resource),
            new("outcome", outcome));
        activity?.Dispose();
    }
}
