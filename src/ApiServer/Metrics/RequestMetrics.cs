using System.Diagnostics;
using System.Diagnostics.Metrics;
using OrleansScheduler.ApiServer.Requests;
using OrleansScheduler.ApiServer.Routing;

namespace OrleansScheduler.ApiServer.Metrics;

/// <summary>Counts and times requests under kube-apiserver's metric names, so that dashboards made for it work.</summary>
internal sealed class RequestMetrics
{
    private static readonly InstrumentAdvice<double> Buckets = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    };

    private readonly ServedResources _served;
    private readonly Counter<long> _total;
    private readonly Histogram<double> _duration;

    public RequestMetrics(IMeterFactory meters, ServedResources served)
    {
        _served = served;
        var meter = meters.Create(ApiServerMeter.Name);
        _total = meter.CreateCounter<long>(
            "apiserver_request_total", null, "Requests by verb, resource and HTTP status code.");
        _duration = meter.CreateHistogram(
            "apiserver_request_duration_seconds", "s", "Time to answer; watches and streams are left out.", null, Buckets);
    }

    public void Record(RequestInfo info, int code, TimeSpan elapsed)
    {
        var tags = Tags(info);
        if (!info.IsLongRunning)
        {
            _duration.Record(elapsed.TotalSeconds, tags);
        }

        tags.Add("code", code);
        _total.Add(1, tags);
    }

    // What is not served shares one series, so that strangers' URLs do not make new ones.
    private TagList Tags(RequestInfo info)
    {
        var kind = info.IsResource ? _served.Find(info.Group, info.Version, info.Resource) : null;
        var hasSubresource = kind?.Subresources.Any(subresource => subresource.Name == info.Subresource) ?? false;
        return new TagList
        {
            { "verb", info.Verb },
            { "group", kind?.Group ?? "" },
            { "version", kind?.Version ?? "" },
            { "resource", kind?.Plural ?? "" },
            { "subresource", hasSubresource ? info.Subresource : "" },
        };
    }
}
