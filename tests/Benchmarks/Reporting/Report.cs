using System.Globalization;
using System.Text;

namespace OrleansScheduler.Benchmarks.Reporting;

/// <summary>The table that is printed: rate, latency, processor time per operation, and the rate as a multiple of the disk's own.</summary>
internal sealed class Report
{
    private readonly List<(string Name, Figures Figures, Figures Baseline)> _rows = [];

    public void Add(string name, Figures figures, Figures baseline) => _rows.Add((name, figures, baseline));

    public string Render(string version)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"server {version}, {Environment.ProcessorCount} cores, {Environment.OSVersion}");
        text.AppendLine($"{"",-52} {"per second",12} {"p50 ms",10} {"p99 ms",10} {"server µs",10} {"client µs",10} {"x disk",8}");
        foreach (var (name, figures, baseline) in _rows)
        {
            text.AppendLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-52} {figures.PerSecond,12:n1} {figures.Median.TotalMilliseconds,10:n2} "
                + $"{figures.P99.TotalMilliseconds,10:n2} {figures.ServerCpu?.TotalMicroseconds,10:n0} "
                + $"{figures.ClientCpu?.TotalMicroseconds,10:n0} {figures.PerSecond / baseline.PerSecond,8:n2}"));
        }

        return text.ToString();
    }
}
