namespace OrleansScheduler.Resources.Store.Watching;

/// <summary>
/// What a watch is registered under: the narrowest thing it asks for. An event goes to the topics it touches and to
/// no other watch, so its cost does not grow with the number of watches of other objects.
/// </summary>
internal readonly record struct WatchTopic(string Index, string Namespace, string Value)
{
    private const string Everything = "*";
    private const string ByNamespace = "metadata.namespace";
    private const string ByName = "metadata.name";
    private const string ByKey = "metadata.namespace,metadata.name";

    public static readonly WatchTopic All = new(Everything, "", "");

    public static WatchTopic Of(WatchQuery query) => query switch
    {
        { Name: { } name, Namespace: { } space } => new(ByKey, space, name),
        { Name: { } name } => new(ByName, "", name),
        { Index: { } index } => Of(index),
        { Namespace: { } space } => new(ByNamespace, space, ""),
        _ => All,
    };

    public static WatchTopic Of(IndexKey key) => new(key.Name, "", key.Value);

    /// <summary>The topics every event of an object touches, whatever it holds.</summary>
    public static WatchTopic[] Of(ObjectKey key) =>
        [All, new(ByKey, key.Namespace, key.Name), new(ByName, "", key.Name), new(ByNamespace, key.Namespace, "")];
}
