using System.Globalization;
using System.Text;

namespace OrleansScheduler.Sdk.Http;

/// <summary>Builds the query of a request; absent values are left out.</summary>
internal sealed class QueryString(string path)
{
    private readonly StringBuilder text = new(path);
    private char separator = '?';

    public QueryString Add(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            text.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
            separator = '&';
        }

        return this;
    }

    public QueryString Add(string name, long? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    public QueryString Add(string name, bool value) => value ? Add(name, "true") : this;

    public override string ToString() => text.ToString();
}
