namespace OrleansScheduler.Resources.ManagedFields;

/// <summary>
/// A set of field paths, as a tree: a node may be a member itself and may have children. Immutable.
/// </summary>
/// <remarks>
/// Owning <c>.data.a</c> is the tree <c>data → a*</c>, owning the map as well is <c>data* → a*</c>. The names of the
/// edges are those of the FieldsV1 format, see <see cref="PathElement"/>.
/// </remarks>
internal sealed class FieldSet
{
    // Stands first, since the two sets below are made of it.
    private static readonly Dictionary<string, FieldSet> NoChildren = [];

    public static readonly FieldSet Empty = new(isMember: false, null);

    /// <summary>The set of just this node.</summary>
    public static readonly FieldSet Self = new(isMember: true, null);

    private FieldSet(bool isMember, Dictionary<string, FieldSet>? children)
    {
        IsMember = isMember;
        Children = children ?? NoChildren;
    }

    public bool IsMember { get; }

    /// <summary>By path element; none of them is empty.</summary>
    public IReadOnlyDictionary<string, FieldSet> Children { get; }

    public bool IsEmpty => !IsMember && Children.Count == 0;

    /// <summary>A node of children of which empty ones are left out.</summary>
    public static FieldSet Of(bool isMember, IEnumerable<KeyValuePair<string, FieldSet>> children)
    {
        Dictionary<string, FieldSet>? kept = null;
        foreach (var (element, child) in children)
        {
            if (!child.IsEmpty)
            {
                (kept ??= new Dictionary<string, FieldSet>(StringComparer.Ordinal))[element] = child;
            }
        }

        return (kept, isMember) switch
        {
            (null, true) => Self,
            (null, false) => Empty,
            _ => new FieldSet(isMember, kept),
        };
    }

    /// <summary>The set of one path.</summary>
    public static FieldSet OfPath(params ReadOnlySpan<string> path) => path.Length == 0
        ? Self
        : Of(isMember: false, [KeyValuePair.Create(path[0], OfPath(path[1..]))]);

    public FieldSet Child(string element) => Children.GetValueOrDefault(element, Empty);

    public FieldSet Union(FieldSet other)
    {
        if (other.IsEmpty || ReferenceEquals(this, other))
        {
            return this;
        }

        return IsEmpty
            ? other
            : Of(
                IsMember || other.IsMember,
                Children.Keys.Union(other.Children.Keys, StringComparer.Ordinal)
                    .Select(element => KeyValuePair.Create(element, Child(element).Union(other.Child(element)))));
    }

    public FieldSet Intersection(FieldSet other) => IsEmpty || other.IsEmpty
        ? Empty
        : Of(
            IsMember && other.IsMember,
            Children.Where(child => other.Children.ContainsKey(child.Key))
                .Select(child => KeyValuePair.Create(child.Key, child.Value.Intersection(other.Child(child.Key)))));

    /// <summary>Without the paths of the other set; what lies below such a path stays.</summary>
    public FieldSet Difference(FieldSet other) => IsEmpty || other.IsEmpty
        ? this
        : Of(
            IsMember && !other.IsMember,
            Children.Select(child => KeyValuePair.Create(child.Key, child.Value.Difference(other.Child(child.Key)))));

    /// <summary>Without the paths of the other set and all that lies below them.</summary>
    public FieldSet Without(FieldSet other)
    {
        if (other.IsMember)
        {
            return Empty;
        }

        return IsEmpty || other.IsEmpty
            ? this
            : Of(
                IsMember,
                Children.Select(child => KeyValuePair.Create(child.Key, child.Value.Without(other.Child(child.Key)))));
    }

    public bool SetEquals(FieldSet other) =>
        ReferenceEquals(this, other)
        || (IsMember == other.IsMember
            && Children.Count == other.Children.Count
            && Children.All(child => child.Value.SetEquals(other.Child(child.Key))));

    /// <summary>All paths; at each node first its members, then what lies deeper, both in order.</summary>
    public IEnumerable<IReadOnlyList<string>> Paths() => IsMember ? [[], .. PathsBelow([])] : PathsBelow([]);

    private IEnumerable<IReadOnlyList<string>> PathsBelow(IReadOnlyList<string> prefix)
    {
        var ordered = Children.OrderBy(child => child.Key, PathElement.Order).ToArray();
        foreach (var (element, child) in ordered)
        {
            if (child.IsMember)
            {
                yield return [.. prefix, element];
            }
        }

        foreach (var (element, child) in ordered)
        {
            foreach (var path in child.PathsBelow([.. prefix, element]))
            {
                yield return path;
            }
        }
    }
}
