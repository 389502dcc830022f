/* Written by `make tables` from server/shapes; not by hand. */

export interface Actor {
  kind: ActorKind;
  person_id: string;
  name: string;
}

export type ActorKind = "person" | "miri" | "system";

export interface ApprovalAsked {
  approval: ApprovalLine;
}

export interface ApprovalBlock {
  kind: "approval";
  approval_id: string;
  title: string;
  lines: string[];
  total_micros: number;
  expires?: number;
}

export interface ApprovalDecidedData {
  approval_id: string;
  decision: string;
}

export interface ApprovalLine {
  id: string;
  thread_id: string;
  title: string;
  lines: string[];
  tool: string;
  arguments: Record<string, unknown>;
  plan_hash: string;
  max_micros: number;
  requested_at: number;
  expires_at: number;
  status: ApprovalStatus;
  total_micros: number;
  expires: number;
}

export type ApprovalStatus = "pending" | "used" | "declined" | "expired" | "superseded";

export interface Asset {
  id: string;
  kind: AssetKind;
  name: string;
  description: string;
  colours: string[];
  lora: string;
  selected_version_id: string | null;
}

export type AssetKind = "character" | "location" | "outfit" | "prop";

export interface Attached {
  media_id: string;
  content_type: string;
  name: string;
}

export interface Beat {
  micros: number;
  frame: number;
  downbeat: boolean;
}

export interface Brief {
  theme: string;
  characters: string;
  mood: string;
  look: string;
  ending: string;
  notes: string;
}

export interface Budget {
  limit_micros: number;
  standing_micros: number;
  reserved_micros: number;
  spent_micros: number;
  unsure_micros: number;
}

export interface CallProgress {
  job_id: string;
  call_id: string | null;
  target_id: string;
  cut_id: string | null;
  done: number;
  total: number;
  phase: string;
}

export interface CallResult {
  call_id: string;
  tool: string;
  state: "done" | "failed";
  text: string;
  blocks: (TextBlock | MediaBlock | GalleryBlock | TableBlock | ApprovalBlock | ProgressBlock | PaletteBlock | ChoicesBlock)[];
}

export interface CallStarted {
  call_id: string;
  tool: string;
  args: Record<string, unknown>;
}

export interface Camera {
  framing: Framing;
  angle: CameraAngle;
  move: CameraMove;
  lens_mm: number;
}

export type CameraAngle = "eye_level" | "low" | "high" | "overhead";

export type CameraMove = "hold" | "push" | "pull" | "pan_left" | "pan_right" | "tilt_up" | "tilt_down" | "handheld";

export interface Changed {
  changed: string[];
  what: string;
}

export interface Choice {
  label: string;
  send: string;
}

export interface ChoicesBlock {
  kind: "choices";
  options: Choice[];
}

export interface CutFilm {
  id: string;
  media_id: string;
}

export interface CutMadeData {
  cut: MadeCut;
}

export interface CutReadyData {
  cut: CutFilm;
}

export interface EventHead {
  v: 1;
  seq: number | null;
  project_id: string;
  thread_id: string | null;
  turn_id: string | null;
  ts: number | null;
  actor?: Actor;
}

export type Framing = "extreme_wide" | "wide" | "full" | "medium" | "close_up" | "extreme_close_up";

export interface GalleryBlock {
  kind: "gallery";
  items: Shown[];
}

export interface ImagePrompt {
  scene: string;
  subjects: Subject[];
  style: string;
  lighting: string;
  camera: Camera;
  palette: string[];
}

export interface JobChanged {
  job: MovedJob;
}

export type JobKind = "analysis" | "still" | "clip" | "render";

export interface JobLine {
  id: string;
  kind: JobKind;
  state: JobState;
  target_id: string;
  label: string;
  thread_id: string | null;
  call_id: string | null;
  price_micros: number;
  error: string;
}

export type JobState = "QUEUED" | "SUBMITTING" | "SUBMITTED" | "RUNNING" | "FETCHING" | "READY" | "SUBMIT_UNKNOWN" | "ORPHANED" | "FAILED" | "FETCH_FAILED" | "CANCELLED";

export interface Look {
  words: string;
  palette: string[];
  lighting: string;
  lens_mm: number;
  grain: number;
}

export interface LyricLine {
  text: string;
  start_micros: number;
  end_micros: number;
  start_frame: number;
  end_frame: number;
  timed: boolean;
}

export interface MadeCut {
  id: string;
  number: number;
  kind: string;
  frames: number;
  width: number;
  height: number;
  job_id: string;
  media_id: string | null;
  seq: number;
}

export interface MediaBlock {
  media_id: string;
  content_type: string;
  title?: string;
  width?: number;
  height?: number;
  shot?: number | string;
  version_id?: string;
  kind: "media";
}

export interface MediaLine {
  content_type: string;
  size: number;
  name: string;
}

export interface Message {
  id: string;
  role: "person" | "miri";
  author: string;
  text: string;
  blocks: (TextBlock | MediaBlock | GalleryBlock | TableBlock | ApprovalBlock | ProgressBlock | PaletteBlock | ChoicesBlock)[];
  media: Attached[];
  ts: number;
  turn_id: string | null;
  tools: ToolCall[];
}

export interface Moment {
  id: string;
  words: string;
  start_frame: number;
  end_frame: number;
  rhythm: string;
  mood: string;
}

export interface MovedJob {
  id: string;
  call_id: string | null;
  kind: string;
  state: string;
  target_id: string;
  label: string;
  error: string;
}

export interface Noted {
  note: string;
  [more: string]: unknown;
}

export interface PaletteBlock {
  kind: "palette";
  colours: string[];
  words: string;
}

export interface Partial {
  turn_id: string;
  message_id: string;
  text: string;
}

export type Permission = "READ" | "DRAFT" | "SPEND" | "USER";

export interface ProgressBlock {
  kind: "progress";
  job_id: string;
  label: string;
  jobs?: string[];
}

export interface ProjectDocument {
  id: string;
  name: string;
  seq: number;
  owner: string;
  language: "en" | "he";
  fps: number | string;
  width: number;
  height: number;
  status: "empty" | "working" | "draft" | "film";
  song: Song | null;
  brief: Brief;
  treatment: Treatment | null;
  look: Look | null;
  scenes: SceneLine[];
  assets: Asset[];
  shots: Shot[];
  versions: Version[];
  rules: Rule[];
  budget: Budget;
  approvals: ApprovalLine[];
  jobs: JobLine[];
  cuts: MadeCut[];
  threads: Thread[];
  media: Record<string, MediaLine>;
}

export interface ProjectLine {
  id: string;
  name: string;
  seq: number;
  updated: number;
  status?: "empty" | "working" | "draft" | "film";
  thumbnail_media_id?: string | null;
}

export interface ProjectList {
  projects: ProjectLine[];
}

export interface ReadyVersion {
  id: string;
  target_id: string;
  media_id: string;
  content_type: string;
  status: "READY";
}

export interface Recipe {
  provider: string;
  endpoint: string;
  take: number;
  seed: number;
  inputs: Record<string, unknown>;
}

export interface Rule {
  id: string;
  number: number;
  text: string;
  scope: string;
  evidence: string;
  active: boolean;
}

export interface RunFinished {
  turn_id: string;
  status: "DONE" | "STOPPED" | "FAILED";
  message?: string;
}

export interface RunQueued {
  turn_id: string;
  message_id: string;
}

export interface RunStarted {
  turn_id: string;
}

export interface Said {
  message: Message;
}

export interface SceneLine {
  id: string;
  number: number;
  title: string;
  summary: string;
  seed: number;
  start_frame: number;
  end_frame: number;
  time_of_day: string;
  asset_ids: string[];
  shot_ids: string[];
}

export interface Section {
  id: string;
  label: SectionLabel;
  start_frame: number;
  end_frame: number;
  energy: number;
}

export type SectionLabel = "intro" | "verse" | "prechorus" | "chorus" | "bridge" | "instrumental" | "outro";

export interface Selected {
  still: string | null;
  end_still: string | null;
  clip: string | null;
}

export interface Session {
  asks: boolean;
  person: SessionPerson | null;
}

export interface SessionPerson {
  id: string;
  name: string;
}

export interface Shot {
  id: string;
  number: number;
  scene_id: string;
  start_frame: number;
  end_frame: number;
  status: ShotStatus;
  locked: boolean;
  description: string;
  image: ImagePrompt;
  motion: string;
  camera: Camera;
  lyric: string;
  asset_ids: string[];
  chained: boolean;
  selected: Selected;
}

export type ShotStatus = "DRAFT" | "GENERATING_IMAGE" | "AWAITING_APPROVAL" | "REFINING" | "GENERATING_VIDEO" | "COMPLETED" | "FAILED";

export interface ShotsChanged {
  shot_ids: string[];
  what: string;
}

export interface Shown {
  media_id: string;
  content_type: string;
  title?: string;
  width?: number;
  height?: number;
  shot?: number | string;
  version_id?: string;
}

export interface Song {
  media_id: string;
  name: string;
  frames: number;
  duration_micros: number;
  tempo_millibpm: number;
  beats_per_bar: number;
  analysed: boolean;
  beats: Beat[];
  sections: Section[];
  energy: number[];
  energy_step_micros: number;
  peaks: number[];
  sung: [number, number][];
  trailing_silence_frames: number;
  lyrics_text: string;
  lyrics: LyricLine[];
  moments: Moment[];
}

export interface Subject {
  type: SubjectKind;
  description: string;
  pose: string;
  position: string;
}

export type SubjectKind = "person" | "animal" | "object" | "place";

export interface TableBlock {
  kind: "table";
  columns: string[];
  rows: string[][];
}

export interface TextBlock {
  kind: "text";
  text: string;
}

export interface TextContent {
  message_id: string;
  delta: string;
  at?: number;
  whole?: boolean;
}

export interface TextStarted {
  message_id: string;
}

export interface Thread {
  id: string;
  title: string;
  archived: boolean;
  open_turns: string[];
  stop_requested: boolean;
  last_seq: number;
}

export interface ThreadChange {
  id: string;
  title?: string;
  archived?: boolean;
}

export interface ThreadDocument {
  id: string;
  project_id: string;
  title: string;
  archived: boolean;
  running: boolean;
  seq: number;
  messages: Message[];
  partial: Partial | null;
  pending: ApprovalLine[];
}

export interface ThreadLine {
  id: string;
  title: string;
  archived: boolean;
  running: boolean;
  updated: number;
}

export interface ThreadList {
  threads: ThreadLine[];
}

export interface ThreadUpdated {
  thread: ThreadChange;
}

export interface ToolAnswer {
  text: string;
  result: Record<string, unknown>;
  blocks: (TextBlock | MediaBlock | GalleryBlock | TableBlock | ApprovalBlock | ProgressBlock | PaletteBlock | ChoicesBlock)[];
}

export interface ToolCall {
  call_id: string;
  tool: string;
  args: Record<string, unknown>;
  state: "running" | "done" | "failed";
  text: string;
  blocks: (TextBlock | MediaBlock | GalleryBlock | TableBlock | ApprovalBlock | ProgressBlock | PaletteBlock | ChoicesBlock)[];
}

export interface ToolLine {
  name: string;
  craft: string;
  summary: string;
  permission: Permission;
  parameters: Record<string, unknown>;
  examples: string[];
}

export interface ToolList {
  language: "en" | "he";
  tools: ToolLine[];
}

export interface Treatment {
  number: number;
  logline: string;
  synopsis: string;
  arc: string[];
}

export interface Version {
  id: string;
  target_id: string;
  kind: VersionKind;
  number: number;
  status: VersionStatus;
  media_id: string | null;
  provider: string;
  endpoint: string;
  recipe: Recipe;
  rule_ids: string[];
  cost_micros: number;
  job_id: string;
  review: string;
  reason: string;
}

export interface VersionArrived {
  version: ReadyVersion;
}

export interface VersionChange {
  version_id: string;
  target_id: string;
  status: VersionStatus;
  reason?: string;
}

export type VersionKind = "still" | "end_still" | "clip";

export type VersionStatus = "MAKING" | "READY" | "APPROVED" | "REJECTED" | "FAILED";

export interface EventData {
  MESSAGE_POSTED: Said;
  STUDIO_NOTE: Noted;
  RUN_QUEUED: RunQueued;
  RUN_STARTED: RunStarted;
  RUN_FINISHED: RunFinished;
  TEXT_MESSAGE_START: TextStarted;
  TEXT_MESSAGE_CONTENT: TextContent;
  TEXT_MESSAGE_END: Said;
  TOOL_CALL_START: CallStarted;
  TOOL_CALL_PROGRESS: CallProgress;
  TOOL_CALL_RESULT: CallResult;
  THREAD_UPDATED: ThreadUpdated;
  PROJECT_UPDATED: Changed;
  SHOT_UPDATED: ShotsChanged;
  VERSION_UPDATED: VersionChange;
  VERSION_READY: VersionArrived;
  JOB_UPDATED: JobChanged;
  RENDER_PROGRESS: CallProgress;
  CUT_MADE: CutMadeData;
  CUT_READY: CutReadyData;
  APPROVAL_REQUESTED: ApprovalAsked;
  APPROVAL_DECIDED: ApprovalDecidedData;
}
