namespace OrleansScheduler.ApiServer.Bodies;

/// <summary>The encodings of request bodies.</summary>
internal enum BodyFormat
{
    Json,
    Yaml,
    Protobuf,
}
