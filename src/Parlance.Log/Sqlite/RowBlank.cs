namespace Parlance.Log;

/// <summary>Puts digests in the place of a row's payload and sealed part.</summary>
internal static class RowBlank
{
    public static void Run(Database database, long position)
    {
        using var read = database.Prepare("SELECT payload, sealed FROM events WHERE id = ?");
        read.Bind(1, position);
        if (!read.Step()) return;

        using var write = database.Prepare("UPDATE events SET payload = ?, sealed = ? WHERE id = ?");
        if (read.IsNull(0)) write.BindNull(1);
        else write.BindText(1, Blanking.BlankPayload(read.Bytes(0)));
        if (read.IsNull(1)) write.BindNull(2);
        else write.BindBlob(2, Blanking.BlankSeal(read.Bytes(1)));
        write.Bind(3, position);
        write.Run();
    }
}
