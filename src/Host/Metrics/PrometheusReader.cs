using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace OrleansScheduler.Host.Metrics;

/// <summary>Collects the metrics when somebody asks for them, and only then.</summary>
internal sealed class PrometheusReader
{
    private readonly Lock _lock = new();
    private readonly TextExporter _exporter = new();

    public PrometheusReader() => Reader = new BaseExportingMetricReader(_exporter)
    {
        TemporalityPreference = MetricReaderTemporalityPreference.Cumulative,
    };

    public MetricReader Reader { get; }

    public string Read()
    {
        lock (_lock)
        {
            _exporter.Text = new PrometheusText();
            return _exporter.Collect?.Invoke(Timeout.Infinite) == true
                ? _exporter.Text.ToString()
                : throw new InvalidOperationException("The metrics could not be collected.");
        }
    }

    [ExportModes(ExportModes.Pull)]
    private sealed class TextExporter : BaseExporter<Metric>, IPullMetricExporter
    {
        public PrometheusText Text { get; set; } = new();

        /// <summary>Set by the reader.</summary>
        public Func<int, bool>? Collect { get; set; }

        public override ExportResult Export(in Batch<Metric> batch)
        {
            foreach (var metric in batch)
            {
                Text.Write(metric);
            }

            return ExportResult.Success;
        }
    }
}
