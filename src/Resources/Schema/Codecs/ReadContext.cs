using System.Text;
using System.Text.Json;

namespace OrleansScheduler.Resources.Schema.Codecs;

/// <summary>Where a decoder stands and what it found, in both spellings Kubernetes has for a path.</summary>
internal sealed class ReadContext(bool strict)
{
    // Kubernetes stops collecting there too.
    private const int ProblemsMax = 100;

    private readonly List<PathStep> _path = [];
    private readonly List<string> _problems = [];

    /// <summary>Whether unknown and duplicate fields are looked for.</summary>
    public bool IsStrict => strict;

    public IReadOnlyList<string> Problems => _problems;

    public void Enter(PathStep step) => _path.Add(step);

    public void Leave() => _path.RemoveAt(_path.Count - 1);

    public void ReportUnknown(string name) => Report("unknown", name);

    public void ReportDuplicate(string name) => Report("duplicate", name);

    /// <summary><c>json: cannot unmarshal string into Go struct field PodSpec.spec.hostNetwork of type bool</c></summary>
    public WireFormatException Mismatch(ref Utf8JsonReader reader, ValueShape shape) =>
        new($"json: cannot unmarshal {Describe(ref reader, shape)} into Go {Target()} of type {shape.GoType}");

    /// <summary>As <see cref="Mismatch"/> for types with a decoder of their own, which know no field.</summary>
    public static WireFormatException MismatchedValue(ref Utf8JsonReader reader, ValueShape shape) =>
        new($"json: cannot unmarshal {Describe(ref reader, shape)} into Go value of type {shape.GoType}");

    private static string Describe(ref Utf8JsonReader reader, ValueShape shape) => reader.TokenType switch
    {
        JsonTokenType.String => "string",
        JsonTokenType.True or JsonTokenType.False => "bool",
        JsonTokenType.StartArray => "array",
        JsonTokenType.StartObject => "object",
        JsonTokenType.Number when shape.Kind is ShapeKind.Int32 or ShapeKind.Int64 =>
            $"number {Encoding.UTF8.GetString(reader.ValueSpan)}",
        _ => "number",
    };

    private string Target()
    {
        var owner = _path.FindLast(step => step.Owner is not null).Owner;
        var fields = _path.Where(step => step.Owner is not null).Select(step => step.Name);
        return owner is null ? "value" : $"struct field {owner}.{string.Join('.', fields)}";
    }

    private void Report(string what, string name)
    {
        var problem = $"{what} field \"{Path(name)}\"";
        if (_problems.Count < ProblemsMax && !_problems.Contains(problem))
        {
            _problems.Add(problem);
        }
    }

    private string Path(string name)
    {
        var path = new StringBuilder();
        foreach (var step in _path)
        {
            if (step.Name is null)
            {
                path.Append('[').Append(step.Index).Append(']');
            }
            else
            {
                path.Append(path.Length == 0 ? "" : ".").Append(step.Name);
            }
        }

        return path.Append(path.Length == 0 ? "" : ".").Append(name).ToString();
    }
}
