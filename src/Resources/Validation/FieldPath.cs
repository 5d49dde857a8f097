using System.Text;

namespace OrleansScheduler.Resources.Validation;

/// <summary>
/// Where a field is, as Kubernetes writes it: <c>spec.containers[0].name</c>, <c>spec.nodeSelector[key]</c>.
/// A path costs one small object per step; its text is built only when an error needs it.
/// </summary>
public sealed class FieldPath
{
    private readonly FieldPath? _parent;
    private readonly string _step;
    private readonly int _index;
    private readonly Kind _kind;

    private FieldPath(FieldPath? parent, Kind kind, string step, int index)
    {
        _parent = parent;
        _kind = kind;
        _step = step;
        _index = index;
    }

    private enum Kind
    {
        Name,
        Index,
        Key,
    }

    /// <summary>A top-level field of an object.</summary>
    public static FieldPath Of(string name) => new(null, Kind.Name, name, 0);

    /// <summary>The field <paramref name="name"/> below this one.</summary>
    public FieldPath Child(string name) => new(this, Kind.Name, name, 0);

    /// <summary>The field <paramref name="inner"/> of the field <paramref name="name"/> below this one.</summary>
    public FieldPath Child(string name, string inner) => Child(name).Child(inner);

    /// <summary>An element of this list.</summary>
    public FieldPath Index(int index) => new(this, Kind.Index, "", index);

    /// <summary>An entry of this map.</summary>
    public FieldPath Key(string key) => new(this, Kind.Key, key, 0);

    public override string ToString()
    {
        var text = new StringBuilder();
        Append(text);
        return text.ToString();
    }

    private void Append(StringBuilder text)
    {
        _parent?.Append(text);
        switch (_kind)
        {
            case Kind.Index:
                text.Append('[').Append(_index).Append(']');
                break;
            case Kind.Key:
                text.Append('[').Append(_step).Append(']');
                break;
            case Kind.Name when _step.Length == 0:
                text.Append("[]"); // how Kubernetes shows the object as a whole
                break;
            default:
                text.Append(text.Length == 0 ? "" : ".").Append(_step);
                break;
        }
    }
}
