using System.Globalization;
using System.Text;
using OpenTelemetry.Metrics;

namespace OrleansScheduler.Host.Metrics;

/// <summary>Writes metrics in Prometheus' text format, version 0.0.4.</summary>
internal sealed class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder _text = new();

    public void Write(Metric metric)
    {
        var name = NameOf(metric);
        _text.Append("# HELP ").Append(name).Append(' ').Append(Escaped(metric.Description, isLabel: false)).Append('\n');
        _text.Append("# TYPE ").Append(name).Append(' ').Append(TypeOf(metric.MetricType)).Append('\n');
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            Write(name, metric.MetricType, point);
        }
    }

    public override string ToString() => _text.ToString();

    private void Write(string name, MetricType type, in MetricPoint point)
    {
        switch (type)
        {
            case MetricType.LongSum or MetricType.LongSumNonMonotonic:
                Sample(name, point, point.GetSumLong());
                break;
            case MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic:
                Sample(name, point, point.GetSumDouble());
                break;
            case MetricType.LongGauge:
                Sample(name, point, point.GetGaugeLastValueLong());
                break;
            case MetricType.DoubleGauge:
                Sample(name, point, point.GetGaugeLastValueDouble());
                break;
            case MetricType.Histogram:
                Histogram(name, point);
                break;
        }
    }

    private void Histogram(string name, in MetricPoint point)
    {
        var below = 0L;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            below += bucket.BucketCount;
            Sample(name + "_bucket", point, below, Number(bucket.ExplicitBound));
        }

        Sample(name + "_sum", point, point.GetHistogramSum());
        Sample(name + "_count", point, point.GetHistogramCount());
    }

    private void Sample(string name, in MetricPoint point, double value, string? bound = null)
    {
        _text.Append(name);
        var separator = '{';
        foreach (var (key, tag) in point.Tags)
        {
            Label(separator, Identifier(key), Convert.ToString(tag, CultureInfo.InvariantCulture) ?? "");
            separator = ',';
        }

        if (bound is not null)
        {
            Label(separator, "le", bound);
            separator = ',';
        }

        _text.Append(separator == ',' ? "} " : " ").Append(Number(value)).Append('\n');
    }

    private void Label(char separator, string name, string value) =>
        _text.Append(separator).Append(name).Append("=\"").Append(Escaped(value, isLabel: true)).Append('"');

    // Our own names carry unit and _total already; those of .NET and Orleans are dotted and get them here.
    private static string NameOf(Metric metric)
    {
        var name = Identifier(metric.Name);
        var unit = metric.Unit switch
        {
            "s" => "_seconds",
            "ms" => "_milliseconds",
            "By" => "_bytes",
            _ => "",
        };
        var isCounter = metric.MetricType is MetricType.LongSum or MetricType.DoubleSum;
        var bare = name.EndsWith("_total", StringComparison.Ordinal) ? name[..^"_total".Length] : name;
        bare = bare.EndsWith(unit, StringComparison.Ordinal) ? bare : bare + unit;
        return isCounter ? bare + "_total" : bare;
    }

    private static string TypeOf(MetricType type) => type switch
    {
        MetricType.LongSum or MetricType.DoubleSum => "counter",
        MetricType.Histogram => "histogram",
        _ => "gauge",
    };

    private static string Identifier(string name) =>
        string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        double.NaN => "NaN",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    private static string Escaped(string text, bool isLabel)
    {
        var escaped = text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);
        return isLabel ? escaped.Replace("\"", "\\\"", StringComparison.Ordinal) : escaped;
    }
}
