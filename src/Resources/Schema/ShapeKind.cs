namespace OrleansScheduler.Resources.Schema;

/// <summary>How a value looks on the wire.</summary>
public enum ShapeKind
{
    Struct,
    List,
    Map,
    String,
    Int32,
    Int64,
    Bool,
    Float64,

    /// <summary>Base64 text in JSON.</summary>
    Bytes,
    Quantity,
    IntOrString,

    /// <summary>RFC 3339 in whole seconds.</summary>
    Time,

    /// <summary>RFC 3339 in microseconds.</summary>
    MicroTime,

    /// <summary>Any JSON object (<c>RawExtension</c>).</summary>
    RawExtension,

    /// <summary>The set of fields of a managedFields entry.</summary>
    FieldsV1,

    /// <summary>Any JSON value.</summary>
    Json,
}
