namespace Parlance.Log;

/// <summary>The columns of <c>events</c>, in their order (ARCHITECTURE 8, "The log's row").</summary>
internal enum Column
{
    Id,
    Timestamp,
    Sequence,
    EventType,
    ActorUid,
    Target,
    Payload,
    Sealed,
    SessionId,
    Node,
    Room,
    Hlc,
    Ctx,
    Via,
    Ver,
    PrevHash,
    Hash,
}

/// <summary>How a column's value is stored; part of what is hashed, so that no value can pass for one of another type.</summary>
internal enum ColumnType : byte
{
    Null,
    Integer,
    Text,
    Blob,
    Real,
}
