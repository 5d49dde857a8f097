namespace OrleansScheduler.ControlPlane.Reconcilers;

/// <summary>
/// Which controllers run: kube-controller-manager's <c>--controllers</c>. <c>*</c> is all, <c>foo</c> switches one on,
/// <c>-foo</c> one off, <c>none</c> is none; the first mention of a name wins over <c>*</c>.
/// </summary>
public sealed class ControllerSelection
{
    private readonly IReadOnlyList<string> _items;

    private ControllerSelection(IReadOnlyList<string> items)
    {
        _items = items;
    }

    public static ControllerSelection All { get; } = new(["*"]);

    public static ControllerSelection None { get; } = new([]);

    /// <summary>Reads <c>*,-job</c>; problems are for the user's eyes.</summary>
    /// <exception cref="FormatException">A name is not among <paramref name="known"/>.</exception>
    public static ControllerSelection Parse(string text, IEnumerable<Controller> known)
    {
        var items = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var controllers = known.ToArray();
        var unknown = items
            .Where(item => item is not ("*" or "none"))
            .Select(item => item.TrimStart('-'))
            .FirstOrDefault(name => !controllers.Any(controller => controller.IsNamed(name)));
        return unknown is null
            ? new ControllerSelection([.. items.Where(item => item != "none")])
            : throw new FormatException(
                $"\"{unknown}\" is not in the list of known controllers: "
                + string.Join(", ", controllers.Select(controller => controller.Name)));
    }

    public bool Includes(Controller controller)
    {
        var mention = _items.FirstOrDefault(item => controller.IsNamed(item.TrimStart('-')));
        return mention is null ? _items.Contains("*") : !mention.StartsWith('-');
    }
}
