select 'r-' || no as Id, requested_at as RequestedAt, started_at as StartedAt, finished_at as FinishedAt, state as State, progress as Progress, stage as Stage, snapshot as Snapshot, error as Error
from run where no = @no
