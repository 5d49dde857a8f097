using System.Text.Json;
using k8s;
using k8s.Models;
using OrleansScheduler.Resources.Schema;
using OrleansScheduler.Resources.Schema.Codecs;

namespace OrleansScheduler.Resources.ManagedFields;

/// <summary>
/// The fields a new object sets, written as FieldsV1 while they are visited. <see cref="ChangeDetection"/> finds the
/// same by comparing with an empty object, at eight times the cost, and most writes of a cluster are creations.
/// </summary>
/// <remarks>A node is opened with the first owned one below it, since what holds nothing owned is not written.</remarks>
internal sealed class CreatedFields : IFieldVisitor
{
    private readonly Utf8JsonWriter _writer;
    private Node[] _path = new Node[16];
    private int _depth = 1;
    private int _opened;

    private CreatedFields(Utf8JsonWriter writer, FieldSet unowned)
    {
        _writer = writer;
        _path[0].Unowned = unowned;
    }

    /// <summary>FieldsV1 of a new object, null where it sets nothing that anybody owns.</summary>
    /// <param name="type">The version it was sent in.</param>
    /// <param name="obj">The object, its managedFields not set.</param>
    /// <param name="unowned">What nobody comes to own, with all that lies below.</param>
    public static RawJson? Of(GroupVersionKind type, IKubernetesObject<V1ObjectMeta> obj, FieldSet unowned)
    {
        using var scratch = ScratchJson.Rent();
        var fields = new CreatedFields(scratch.Writer, unowned);
        ObjectCodec.Visit(fields, obj, type);
        if (fields._opened == 0)
        {
            return null;
        }

        fields._writer.WriteEndObject();
        return new RawJson(scratch.ToArray());
    }

    public bool EnterField(string name)
    {
        var element = PathElement.Field(name);
        var unowned = _path[_depth - 1].Unowned.Child(element);
        if (!unowned.IsMember)
        {
            Enter(element, unowned);
        }

        return !unowned.IsMember;
    }

    public void EnterItem(string identity, ListType? list) =>
        Enter(list == ListType.Map ? PathElement.Key(identity) : PathElement.Value(identity), FieldSet.Empty);

    public void Own() => _path[_depth - 1].IsOwned = true;

    public void Leave()
    {
        _depth--;
        if (_opened > _depth)
        {
            _opened--;
            _writer.WriteEndObject();
        }
        else if (_path[_depth].IsOwned)
        {
            OpenPath();
            _writer.WriteStartObject(_path[_depth].Element);
            _writer.WriteEndObject();
        }
    }

    private void Enter(string element, FieldSet unowned)
    {
        if (_depth == _path.Length)
        {
            Array.Resize(ref _path, _depth * 2);
        }

        _path[_depth++] = new Node { Element = element, Unowned = unowned };
    }

    private void OpenPath()
    {
        for (; _opened < _depth; _opened++)
        {
            ref var node = ref _path[_opened];
            if (_opened == 0)
            {
                _writer.WriteStartObject();
            }
            else
            {
                _writer.WriteStartObject(node.Element);
            }

            if (node.IsOwned)
            {
                _writer.WriteStartObject(FieldSetJson.SelfName);
                _writer.WriteEndObject();
            }
        }
    }

    private struct Node
    {
        public string Element;
        public FieldSet Unowned;
        public bool IsOwned;
    }
}
